using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>Somebody can confirm from now on: a bootstrap officer of the boot kit, or an officer whose key was made at the console.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The name of the person in the room who holds the token.</param>
/// <param name="Origin"><c>soft</c> for a soft token, <c>console</c> for a key made at this console.</param>
/// <param name="Bootstrap">Whether it is a bootstrap officer, whose confirmations end when two officers were created.</param>
/// <param name="File">The soft token's file.</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
public sealed record OfficerRecognised(string Officer, string Person, string Origin, bool Bootstrap, string File, byte[] Certificate) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Officers recognised at the beginning";

    internal const string FactName = "officer-recognised";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static OfficerRecognised Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("person"),
        json.Text("origin"),
        json["bootstrap"].AsBool(),
        json.Text("file"),
        json.Bytes("certificate"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "person", Person },
        { "origin", Origin },
        { "bootstrap", Bootstrap },
        { "file", File },
        { "certificate", Convert.ToBase64String(Certificate) },
    };
}
