using Ceremony.Core.Json;

namespace Ceremony.Core.Looks;

/// <summary>A configuration file of a PKCS#11 module.</summary>
/// <param name="File">Its whole path.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
public sealed record ConfigurationFile(string File, string Sha256)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "file", File }, { "sha256", Sha256 } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ConfigurationFile FromJson(JsonMap json) => new(json.Text("file"), json.Text("sha256"));
}
