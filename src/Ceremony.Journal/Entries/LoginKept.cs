using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A custodian unlocked a token and agreed that it stays unlocked until the end of the act, or until no step has used it for a while.</summary>
/// <param name="Token">Its name in the script.</param>
/// <param name="IdleMinutes">After how many minutes without use it is locked, in whole minutes.</param>
public sealed record LoginKept(string Token, long IdleMinutes) : Entry
{
    internal const string EntryKind = "login-kept";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "token", Token }, { "idle", IdleMinutes } };

    internal static LoginKept Read(JsonMap json) => new(json.Text("token"), json.Number("idle"));
}
