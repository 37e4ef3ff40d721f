using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A secret was shown to its holder. What it is stands nowhere.</summary>
/// <param name="Secret">What it is called.</param>
/// <param name="Holder">The name of the person it was shown to.</param>
/// <param name="Times">How often it was shown.</param>
/// <param name="Milliseconds">How long it was shown in all.</param>
public sealed record SecretShown(string Secret, string Holder, long Times, long Milliseconds) : Entry
{
    internal const string EntryKind = "secret-shown";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "secret", Secret },
        { "holder", Holder },
        { "times", Times },
        { "milliseconds", Milliseconds },
    };

    internal static SecretShown Read(JsonMap json) => new(json.Text("secret"), json.Text("holder"), json.Number("times"), json.Number("milliseconds"));
}
