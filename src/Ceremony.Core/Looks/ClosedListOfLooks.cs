using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Looks;

/// <summary>Looks at a token and its objects.</summary>
/// <param name="Token">The token.</param>
/// <param name="LoggedIn">Whether its private objects are to be seen too, which asks for its PIN.</param>
public sealed record LookAtToken(TokenRef Token, bool LoggedIn) : Look<TokenView>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "token" }, { "token", Token.Name }, { "logged-in", LoggedIn } };

    /// <inheritdoc/>
    public override TokenView Read(JsonValue seen) => TokenView.FromJson(seen.AsMap());
}

/// <summary>Looks at the clock; to the second, in UTC.</summary>
public sealed record LookAtClock : Look<DateTimeOffset>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "clock" } };

    /// <inheritdoc/>
    public override DateTimeOffset Read(JsonValue seen) => DateTimeOffset.FromUnixTimeSeconds(seen.AsMap().Number("seconds"));
}

/// <summary>Draws random bytes from the system's generator; not for secrets, since they are recorded.</summary>
/// <param name="Bytes">How many, 1 to 64.</param>
public sealed record LookAtRandom(int Bytes) : Look<byte[]>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "random" }, { "bytes", Bytes } };

    /// <inheritdoc/>
    public override byte[] Read(JsonValue seen) => Convert.FromHexString(seen.AsMap().Text("hex"));
}

/// <summary>Reads a file of at most 1 MiB. Null is seen where there is none.</summary>
/// <param name="Path">The file; relative paths begin in the ceremony's folder.</param>
public sealed record LookAtFile(string Path) : Look<byte[]?>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "file" }, { "path", Path } };

    /// <inheritdoc/>
    public override byte[]? Read(JsonValue seen) => seen.AsMap().Find("bytes") is null ? null : seen.AsMap().Bytes("bytes");
}

/// <summary>Looks at the machine: the program's and the script's hashes, the network interfaces, the clock.</summary>
public sealed record LookAtRoom : Look<RoomView>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "room" } };

    /// <inheritdoc/>
    public override RoomView Read(JsonValue seen) => RoomView.FromJson(seen.AsMap());
}

/// <summary>
/// Tries a soft token's file with the passphrase that its holder types. What is seen is its certificate, or that it did not open.
/// </summary>
/// <param name="Path">The PKCS#12 file.</param>
/// <param name="Holder">The name of the person who knows the passphrase.</param>
public sealed record LookAtSoftToken(string Path, string Holder) : Look<byte[]>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "soft-token" }, { "path", Path }, { "holder", Holder } };

    /// <inheritdoc/>
    public override byte[] Read(JsonValue seen) => seen.AsMap().Bytes("certificate");
}

/// <summary>
/// Has a key pair made at the console for an officer who brings none, in a soft token under a passphrase that the officer chooses.
/// What is seen is its self-issued certificate. Such a key is no dual control, and the record says so.
/// </summary>
/// <param name="File">The name of the soft token's file in the ceremony's folder.</param>
/// <param name="Holder">The officer's name.</param>
public sealed record LookAtConsoleKey(string File, string Holder) : Look<byte[]>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "console-key" }, { "file", File }, { "holder", Holder } };

    /// <inheritdoc/>
    public override byte[] Read(JsonValue seen) => seen.AsMap().Bytes("certificate");
}
