using Ceremony.Core.Json;

namespace Ceremony.Core.Looks;

/// <summary>A configuration file with its PINs masked.</summary>
/// <param name="Masked">Its bytes, each PIN written <c>****</c>.</param>
/// <param name="Owner">The user that owns it.</param>
/// <param name="Group">Its group.</param>
/// <param name="Mode">Its permission bits.</param>
public sealed record ConfigView(byte[] Masked, long Owner, long Group, long Mode)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "masked", Convert.ToBase64String(Masked) }, { "owner", Owner }, { "group", Group }, { "mode", Mode } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ConfigView FromJson(JsonMap json) => new(json.Bytes("masked"), json.Number("owner"), json.Number("group"), json.Number("mode"));
}

/// <summary>A file that holds no PIN, without its bytes.</summary>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Owner">The user that owns it.</param>
/// <param name="Group">Its group.</param>
/// <param name="Mode">Its permission bits.</param>
public sealed record FileView(string Sha256, long Size, long Owner, long Group, long Mode)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "sha256", Sha256 }, { "size", Size }, { "owner", Owner }, { "group", Group }, { "mode", Mode } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static FileView FromJson(JsonMap json) => new(json.Text("sha256"), json.Number("size"), json.Number("owner"), json.Number("group"), json.Number("mode"));
}

/// <summary>What a folder lies on.</summary>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Device">What is mounted there, such as <c>/dev/sdb1</c>.</param>
/// <param name="FileSystem">Its file system, such as <c>vfat</c>.</param>
/// <param name="Removable">Whether the kernel says that the device can be taken out.</param>
/// <param name="ReadOnly">Whether nothing can be written to it.</param>
/// <param name="FreeBytes">How much can be written to it.</param>
public sealed record MediumView(string MountPoint, string Device, string FileSystem, bool Removable, bool ReadOnly, long FreeBytes)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "mount-point", MountPoint },
        { "device", Device },
        { "file-system", FileSystem },
        { "removable", Removable },
        { "read-only", ReadOnly },
        { "free", FreeBytes },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static MediumView FromJson(JsonMap json) => new(
        json.Text("mount-point"), json.Text("device"), json.Text("file-system"), json["removable"].AsBool(), json["read-only"].AsBool(), json.Number("free"));
}

/// <summary>What a server presented over TLS.</summary>
/// <param name="Protocol">Such as <c>Tls13</c>; empty where no connection could be made.</param>
/// <param name="Certificates">DER, the server's own first; empty where no connection could be made.</param>
/// <param name="Fault">Why no connection could be made, one sentence; empty where one did.</param>
public sealed record TlsView(string Protocol, IReadOnlyList<byte[]> Certificates, string Fault)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "protocol", Protocol }, { "certificates", JsonList.OfText(Certificates.Select(Convert.ToBase64String)) }, { "fault", Fault } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static TlsView FromJson(JsonMap json) => new(json.Text("protocol"), [.. json.Texts("certificates").Select(JsonBytes.Of)], json.Text("fault"));
}

/// <summary>The state of a service.</summary>
/// <param name="State">One word, as the service's own tool says it: <c>active</c>, <c>inactive</c>, <c>failed</c>.</param>
/// <param name="Log">The last lines of its log.</param>
public sealed record ServiceView(string State, IReadOnlyList<string> Log)
{
    /// <summary>Whether it is up.</summary>
    public bool IsUp => State == "active";

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "state", State }, { "log", JsonList.OfText(Log) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ServiceView FromJson(JsonMap json) => new(json.Text("state"), json.Texts("log"));
}
