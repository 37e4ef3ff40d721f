using Ceremony.Core.Json;

namespace Ceremony.Core.Screens;

/// <summary>
/// What the room sees, as a value: a title and blocks. It is painted elsewhere; its canonical form stands in the journal, without secrets,
/// clocks or progress.
/// </summary>
/// <param name="Title">A few words in the frame's upper edge.</param>
/// <param name="Blocks">What stands below each other.</param>
public sealed record Screen(string Title, params IReadOnlyList<Block> Blocks)
{
    private const string ForGood = ": this cannot be undone.";

    /// <summary>What F1 says, in sentences, to the person who has to act now. Not part of the record.</summary>
    public string Help { get; init; } = "";

    /// <summary>What Enter does on it where nothing else is asked: "Go on", "Hide it". Not part of the record.</summary>
    public string GoOn { get; init; } = "Go on";

    /// <summary>Whether it only tells that what was agreed to is done: then nobody has to press a key for it, and it is told in one line with the next screen. Not part of the record.</summary>
    public bool IsNews { get; init; }

    /// <summary>Whether it is about a device or the machine that failed. Not part of the record.</summary>
    public bool IsFault { get; init; }

    /// <summary>Whether what this screen announces cannot be undone; painted so that nobody overlooks it.</summary>
    public bool Irreversible { get; init; }

    /// <summary>The sentence that tells what cannot be undone on a screen that is <see cref="Irreversible"/>.</summary>
    /// <param name="what">What comes or goes for good, such as "A key is made".</param>
    public static string CannotBeUndone(string what) => what + ForGood;

    /// <summary>Whether a warning is that sentence.</summary>
    public static bool TellsOfGood(WarningBlock warning) => warning.Text.EndsWith(ForGood, StringComparison.Ordinal);

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "title", Title },
        { "irreversible", Irreversible ? new JsonBool(true) : null },
        { "blocks", new JsonList(Blocks.Select(block => (JsonValue)block.ToJson())) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static Screen FromJson(JsonMap json) => new(json.Text("title"), [.. json["blocks"].AsList().Select(block => Block.FromJson(block.AsMap()))])
    {
        Irreversible = json.Find("irreversible")?.AsBool() ?? false,
    };
}
