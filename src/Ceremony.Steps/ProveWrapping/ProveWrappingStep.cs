using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Proves a key for key archiving.</summary>
/// <param name="Key">The key's name.</param>
internal sealed record ProveWrappingStep(string Key) : IStep
{
    /// <inheritdoc/>
    public string Title => $"prove the key {Key}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the key \"{Key}\" wrap a throwaway key and unwrap it again", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (ArchivingKey.Find(desk.Registry, Key) is not { } key)
            return Refusals.Unknown("key", Key);
        if (ProveWrappingRefusals.Unfit(key) is { } unfit)
            return unfit;

        TokenEntry entry = desk.Token(key.Token);
        if (ProveWrappingRefusals.Absent(entry, await desk.Look(new LookAtToken(key.Token, LoggedIn: true)), key) is { } absent)
            return absent;

        byte[] value = await desk.Look(new LookAtRandom(ProveWrapping.ValueBytes));
        var action = new ProveWrapping(key.Token, key.Id, key.Key, key.Algorithm, value);
        if (await desk.Approve(ProveWrappingScreens.Propose(key, entry, value), action) is not { } approval)
            return Refusals.Declined($"the proof of the key \"{Key}\"");

        UnwrappedReceipt back = await desk.Perform(approval, action, back => back.Plaintext.AsSpan().SequenceEqual(value) ? null : ProveWrappingRefusals.OtherValue(Key));
        await desk.Show(ProveWrappingScreens.Proven(key, entry, back));
        return new StepResult.Done(new WrappingProven(Key, key.Token, key.Id, back.WasWrapped ? WrappingProven.Wrapped : WrappingProven.Encrypted, back.Scheme));
    }
}
