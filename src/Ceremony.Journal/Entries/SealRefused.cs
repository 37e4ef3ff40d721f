using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>An officer did not sign the archive.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Reason">Why.</param>
public sealed record SealRefused(string Officer, string Reason) : Refused(Reason)
{
    private const string Code = "seal-not-signed";

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "code", Code }, { "officer", Officer }, { "reason", Reason } };

    internal static SealRefused ReadOne(JsonMap json) =>
        json.Text("code") == Code ? new(json.Text("officer"), json.Text("reason")) : throw new JsonFormatException($"the code of an officer's refusal is not {Code}");
}
