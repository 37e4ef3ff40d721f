using Ceremony.Core.Json;

namespace Ceremony.Core.Screens;

/// <summary>One of the few kinds of things that a screen is made of. The list is closed.</summary>
public abstract record Block
{
    private protected Block()
    {
    }

    /// <summary>The canonical form; its member <c>block</c> names the kind.</summary>
    public abstract JsonMap ToJson();

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/> for an unknown kind.</summary>
    public static Block FromJson(JsonMap json) => json.Text("block") switch
    {
        "text" => new TextBlock(json.Text("text")),
        "warning" => new WarningBlock(json.Text("text")),
        "facts" => new FactsBlock([.. json["facts"].AsList().Select(fact => Detail.FromJson(fact.AsMap()))]),
        "table" => new TableBlock(json.Texts("columns"), [.. json["rows"].AsList().Select(row => (IReadOnlyList<string>)[.. row.AsList().Select(cell => cell.AsText())])]),
        "fingerprint" => new FingerprintBlock(json.Text("of"), json.Text("sha256")),
        "diff" => new DiffBlock(json.Text("file"), [.. json["lines"].AsList().Select(line => DiffLine.FromJson(line.AsMap()))]),
        "secret" => new SecretBlock(json.Text("secret"), json.Text("holder")),
        _ => throw new JsonFormatException($"the block \"{json.Text("block")}\" is not known"),
    };
}

/// <summary>A paragraph in the program's own words. Blank lines divide paragraphs.</summary>
public sealed record TextBlock(string Text) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "block", "text" }, { "text", Text } };
}

/// <summary>A paragraph that must not be overlooked.</summary>
public sealed record WarningBlock(string Text) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "block", "warning" }, { "text", Text } };
}

/// <summary>Names and values below each other.</summary>
public sealed record FactsBlock(params IReadOnlyList<Detail> Facts) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "block", "facts" }, { "facts", new JsonList(Facts.Select(fact => (JsonValue)fact.ToJson())) } };
}

/// <summary>Rows under column titles. Cells that came from a token, file or certificate are escaped by whoever builds the table.</summary>
public sealed record TableBlock(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new()
    {
        { "block", "table" },
        { "columns", JsonList.OfText(Columns) },
        { "rows", new JsonList(Rows.Select(row => (JsonValue)JsonList.OfText(row))) },
    };
}

/// <summary>A SHA-256, to be shown as hex groups, as words and as a QR code.</summary>
/// <param name="Of">What it is the fingerprint of.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record FingerprintBlock(string Of, string Sha256) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "block", "fingerprint" }, { "of", Of }, { "sha256", Sha256 } };
}

/// <summary>The place where a secret is shown to its holder. The secret itself never stands in a screen.</summary>
/// <param name="Secret">What it is, such as "PIN of card 00004711".</param>
/// <param name="Holder">The name of the person it belongs to.</param>
public sealed record SecretBlock(string Secret, string Holder) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "block", "secret" }, { "secret", Secret }, { "holder", Holder } };
}

/// <summary>A name and its value.</summary>
/// <param name="Name">In the program's own words.</param>
/// <param name="Value">The value, already escaped where it is foreign.</param>
/// <param name="Foreign">Whether the value came from a token, a file or a certificate; such values are set apart.</param>
public sealed record Detail(string Name, string Value, bool Foreign = false)
{
    /// <summary>A fact whose value came from outside the program; it is escaped here.</summary>
    public static Detail From(string name, string value) => new(name, Hostile.Escape(value), Foreign: true);

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "name", Name }, { "value", Value }, { "foreign", Foreign ? new JsonBool(true) : null } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static Detail FromJson(JsonMap json) => new(json.Text("name"), json.Text("value"), json.Find("foreign")?.AsBool() ?? false);
}

/// <summary>How a file changes, line by line, with a few unchanged lines around each change. PINs are masked by whoever builds it.</summary>
/// <param name="File">The file.</param>
/// <param name="Lines">The lines, in their order.</param>
public sealed record DiffBlock(string File, IReadOnlyList<DiffLine> Lines) : Block
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "block", "diff" }, { "file", File }, { "lines", new JsonList(Lines.Select(line => (JsonValue)line.ToJson())) } };
}

/// <summary>One line of a diff.</summary>
/// <param name="Change"><c>+</c> where it comes, <c>-</c> where it goes, a blank where it stays, <c>~</c> where unchanged lines are left out.</param>
/// <param name="Number">Its number in the file after the change, in the one before where it goes.</param>
/// <param name="Text">The line, escaped.</param>
public sealed record DiffLine(string Change, long Number, string Text)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "change", Change }, { "number", Number }, { "text", Text } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static DiffLine FromJson(JsonMap json) => new(json.Text("change"), json.Number("number"), json.Text("text"));
}
