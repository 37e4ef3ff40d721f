using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>An artifact was kept. It needs nobody's agreement, so nothing was intended before.</summary>
/// <param name="Name">The artifact's name.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record ArtifactKept(string Name, string Sha256, long Size) : Performed
{
    private const string Does = "keep-artifact";

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "action", new JsonMap { { "do", Does }, { "name", Name } } },
        { "receipt", new JsonMap { { "sha256", Sha256 }, { "size", Size } } },
    };

    internal static ArtifactKept ReadOne(JsonMap json)
    {
        JsonMap action = json["action"].AsMap();
        JsonMap receipt = json["receipt"].AsMap();
        return action.Text("do") == Does
            ? new(action.Text("name"), receipt.Text("sha256"), receipt.Number("size"))
            : throw new JsonFormatException($"what is done without an intention is not {Does}");
    }
}
