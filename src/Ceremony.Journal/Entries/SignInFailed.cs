using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A PIN was refused, or a signature did not come about.</summary>
/// <param name="Token">The token, in words or by its name in the script.</param>
/// <param name="Person">Whose PIN it was.</param>
/// <param name="Code">The fault's code.</param>
public sealed record SignInFailed(string Token, string Person, string Code) : Entry
{
    internal const string EntryKind = "sign-in-failed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "token", Token }, { "person", Person }, { "code", Code } };

    internal static SignInFailed Read(JsonMap json) => new(json.Text("token"), json.Text("person"), json.Text("code"));
}
