namespace Ceremony.Core.Room;

/// <summary>Whoever answers prompts: one member a kind of prompt, each with the reply that this kind takes.</summary>
public interface IRespondent
{
    /// <summary>Goes on.</summary>
    WentOn GoOn(GoOnPrompt prompt);

    /// <summary>Fills in a form.</summary>
    FormFilled Fill(FormPrompt prompt);

    /// <summary>Chooses a way on.</summary>
    Chose Choose(ChoicePrompt prompt);

    /// <summary>Types a PIN.</summary>
    PinTyped TypePin(PinPrompt prompt);

    /// <summary>Confirms as one of the officers, refuses, or types the step's number.</summary>
    ConfirmReply Confirm(ConfirmPrompt prompt);

    /// <summary>Reads a secret and types it back, or says that somebody else saw it.</summary>
    SecretReply ReadBack(ShowSecretPrompt prompt);
}
