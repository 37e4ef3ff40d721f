using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A break begins or ends.</summary>
/// <param name="Begins">Whether it begins.</param>
/// <param name="Reason">What it is for.</param>
public sealed record Break(bool Begins, string Reason) : Entry
{
    private const string Beginning = "begins";
    private const string End = "ends";

    internal const string EntryKind = "break";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary><c>begins</c> or <c>ends</c>.</summary>
    public string State => Begins ? Beginning : End;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "state", State }, { "reason", Reason } };

    internal static Break Read(JsonMap json) => new(
        json.Text("state") switch
        {
            Beginning => true,
            End => false,
            string state => throw new JsonFormatException($"\"{state}\" is not the state of a break"),
        },
        json.Text("reason"));
}
