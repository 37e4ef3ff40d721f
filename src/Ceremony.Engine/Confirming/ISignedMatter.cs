using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>What officers are asked to sign in a <see cref="SigningRound"/>, and what their signatures and refusals lead to.</summary>
internal interface ISignedMatter
{
    /// <summary>Who signs, in the order of their panes.</summary>
    IReadOnlyList<Confirmer> Officers { get; }

    /// <summary>What they read.</summary>
    Screen Screen { get; }

    /// <summary>Whether nobody has to be asked any more.</summary>
    bool IsOver { get; }

    /// <summary>The question to them.</summary>
    ConfirmPrompt Ask(IReadOnlyList<ConfirmPane> panes, string? trouble);

    /// <summary>When the officer signed, as UTC time of day; null before.</summary>
    string? SignedAt(Confirmer officer);

    /// <summary>Why the officer may not sign now; null where nothing prevents it.</summary>
    string? WhyNot(Confirmer officer);

    /// <summary>The bytes that the officer signs.</summary>
    byte[] Bytes(Confirmer officer);

    /// <summary>Records a signature; returns why it was not accepted, or null.</summary>
    string? Keep(Confirmer officer, byte[] bytes, OfficerSignature signature);

    /// <summary>Records a refusal; returns what the officers are told about it, or null.</summary>
    string? Refuse(Confirmer officer, string reason);

    /// <summary>A step's number was typed; returns why it was not accepted, or null.</summary>
    string? Number(string number);
}
