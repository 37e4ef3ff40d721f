using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Destroys a key pair.</summary>
/// <param name="Key">The key's name.</param>
internal sealed record DestroyKeyStep(string Key) : IStep
{
    /// <inheritdoc/>
    public string Title => $"destroy {Key}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"destroys the key \"{Key}\" and looks after a fresh login whether it is gone", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        (RetiredKey? key, StepResult? refusal) = RetiredKey.Find(desk.Registry, Key);
        if (key is null)
            return refusal!;

        TokenEntry entry = desk.Token(key.Token);
        TokenView before = await desk.Look(new LookAtToken(key.Token, LoggedIn: true));
        if (DestroyKeyRefusals.ByToken(key, entry, before) is { } otherToken)
            return otherToken;

        var action = new DestroyKey(key.Token, key.Id, Key);
        if (await desk.Approve(DestroyKeyScreens.Propose(key, before, desk.Registry), action) is not { } approval)
            return Refusals.Declined($"the destruction of the key \"{Key}\"");

        DestroyedReceipt destroyed = await desk.Perform(approval, action, destroyed => destroyed.TokenSerial == before.Serial ? null : SigningKey.OtherToken(entry));
        TokenView after = await desk.Look(new LookAtToken(key.Token, LoggedIn: true));
        if (DestroyKeyRefusals.StillThere(key, entry, before, after) is { } stillThere)
            return stillThere;

        await desk.Show(DestroyKeyScreens.Made(key, after));
        return new StepResult.Done(new KeyDestroyed(Key, key.Token, destroyed.TokenSerial, key.Id));
    }
}
