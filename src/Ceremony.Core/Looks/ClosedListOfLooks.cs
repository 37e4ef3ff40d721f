using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Looks;

/// <summary>Looks at a token and its objects.</summary>
/// <param name="Token">The token.</param>
/// <param name="LoggedIn">Whether its private objects are shown too, for which its PIN is asked.</param>
public sealed record LookAtToken(TokenRef Token, bool LoggedIn) : Look<TokenView>
{
    /// <inheritdoc/>
    public override TokenRef? At => Token;

    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "token" }, { "token", Token.Name }, { "logged-in", LoggedIn } };

    /// <inheritdoc/>
    public override TokenView Read(JsonValue seen) => TokenView.FromJson(seen.AsMap());
}

/// <summary>Finds out in which form a token takes the order to make a key. Nothing stays on the token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Algorithm">The kind and size of key, such as <c>rsa-4096</c> or <c>aes-256</c>.</param>
/// <param name="Usage">What it may do.</param>
/// <param name="Id">The CKA_ID that the script names, lower-case hex; null where it is drawn.</param>
/// <param name="LoggedIn">Whether somebody is logged in for it: without a login less is found out.</param>
public sealed record LookAtKeyForm(TokenRef Token, string Algorithm, IReadOnlyList<string> Usage, string? Id, bool LoggedIn) : Look<KeyForm>
{
    /// <inheritdoc/>
    public override TokenRef? At => Token;

    /// <inheritdoc/>
    public override JsonMap ToJson() => new()
    {
        { "look", "key-form" },
        { "token", Token.Name },
        { "algorithm", Algorithm },
        { "usage", JsonList.OfText(Usage) },
        { "id", Id is null ? null : new JsonText(Id) },
        { "logged-in", LoggedIn },
    };

    /// <inheritdoc/>
    public override KeyForm Read(JsonValue seen) => KeyForm.FromJson(seen.AsMap());
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
/// <param name="Bytes">How many, 1 to 2048.</param>
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
/// Tries a soft token's file with the PIN that its holder types. What is seen is its certificate, or that it did not open.
/// </summary>
/// <param name="Path">The PKCS#12 file.</param>
/// <param name="Holder">The name of the person who knows the PIN.</param>
public sealed record LookAtSoftToken(string Path, string Holder) : Look<byte[]>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "soft-token" }, { "path", Path }, { "holder", Holder } };

    /// <inheritdoc/>
    public override byte[] Read(JsonValue seen) => seen.AsMap().Bytes("certificate");
}

/// <summary>
/// Has a key pair made at the console for an officer who brings none, in a soft token under a PIN that the officer chooses.
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

/// <summary>Looks at a configuration file, its PINs masked. Null is seen where there is none.</summary>
/// <param name="Path">The file; relative paths begin in the ceremony's folder.</param>
public sealed record LookAtConfig(string Path) : Look<ConfigView?>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "config" }, { "path", Path } };

    /// <inheritdoc/>
    public override ConfigView? Read(JsonValue seen) => seen.AsMap().Find("masked") is null ? null : ConfigView.FromJson(seen.AsMap());
}

/// <summary>Looks at a file that holds no PIN in the clear: its hash, owner and mode, not its bytes. Null is seen where there is none.</summary>
/// <param name="Path">The file; relative paths begin in the ceremony's folder.</param>
public sealed record LookAtFileState(string Path) : Look<FileView?>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "file-state" }, { "path", Path } };

    /// <inheritdoc/>
    public override FileView? Read(JsonValue seen) => seen.AsMap().Find("sha256") is null ? null : FileView.FromJson(seen.AsMap());
}

/// <summary>
/// Looks for the certificates of a file in the other files of its folder, and of the folders in that, as DER or PEM. What is seen are the names of those files, as they are called from the folder; none where
/// the file holds no certificate.
/// </summary>
/// <param name="Path">The file; relative paths begin in the ceremony's folder.</param>
public sealed record LookAtCopies(string Path) : Look<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "copies" }, { "path", Path } };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(JsonValue seen) => [.. seen.AsMap()["copies"].AsList().Select(each => each.AsText())];
}

/// <summary>Looks at what a folder lies on. Null is seen where there is no such folder.</summary>
/// <param name="Path">The folder; relative paths begin in the ceremony's folder.</param>
public sealed record LookAtMedium(string Path) : Look<MediumView?>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "medium" }, { "path", Path } };

    /// <inheritdoc/>
    public override MediumView? Read(JsonValue seen) => seen.AsMap().Find("mount-point") is null ? null : MediumView.FromJson(seen.AsMap());
}

/// <summary>Makes a TLS connection to a server to see which certificate it presents.</summary>
/// <param name="Host">The host's name or address; what is looked up is this machine's own affair, since there is no network.</param>
/// <param name="Port">The TCP port.</param>
public sealed record LookAtTls(string Host, int Port) : Look<TlsView>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "tls" }, { "host", Host }, { "port", Port } };

    /// <inheritdoc/>
    public override TlsView Read(JsonValue seen) => TlsView.FromJson(seen.AsMap());
}

/// <summary>Looks at the state of a service, and at the last lines of its log.</summary>
/// <param name="Service">The service's name in the script.</param>
public sealed record LookAtService(string Service) : Look<ServiceView>
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "look", "service" }, { "service", Service } };

    /// <inheritdoc/>
    public override ServiceView Read(JsonValue seen) => ServiceView.FromJson(seen.AsMap());
}
