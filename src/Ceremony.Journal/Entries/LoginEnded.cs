using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A login that was to last an act ended.</summary>
/// <param name="Token">The token's name in the script.</param>
/// <param name="Why">Why it ended.</param>
public sealed record LoginEnded(string Token, LoginEnd Why) : Entry
{
    internal const string EntryKind = "login-ended";

    // In the order of docs/format.md.
    private static readonly (LoginEnd Why, string Word, string Says)[] Words =
    [
        (LoginEnd.Act, "act", "its act is over"),
        (LoginEnd.Idle, "idle", "no step had used it for as long as the script allows"),
        (LoginEnd.Key, "key", "somebody locked it by the key F11"),
        (LoginEnd.Break, "break", "a break begins"),
        (LoginEnd.Left, "left", "the program is being left"),
        (LoginEnd.Aborted, "aborted", "the ceremony is aborted"),
        (LoginEnd.Person, "person", "its custodian or an officer leaves"),
        (LoginEnd.Token, "token", "it was taken out, or is another one"),
        (LoginEnd.Network, "network", "a network interface came up"),
        (LoginEnd.Pin, "pin", "its PIN itself is needed"),
        (LoginEnd.Confirmation, "confirmation", "an officer confirms with it"),
        (LoginEnd.Look, "look", "what is on it is looked at anew"),
        (LoginEnd.Interrupted, "interrupted", "the program was interrupted"),
    ];

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary>Why it ended, as the end of a sentence.</summary>
    public string Says => Words.First(each => each.Why == Why).Says;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "token", Token }, { "why", Words.First(each => each.Why == Why).Word } };

    internal static LoginEnded Read(JsonMap json) => new(json.Text("token"), Words.FirstOrDefault(each => each.Word == json.Text("why")) is { Word: not null } known
        ? known.Why
        : throw new JsonFormatException($"\"{json.Text("why")}\" is not why a login ends"));
}

/// <summary>Why a login that was to last an act ended. The list is closed.</summary>
public enum LoginEnd
{
    /// <summary>Its act is over.</summary>
    Act,

    /// <summary>No step had used it for as many minutes as the script says.</summary>
    Idle,

    /// <summary>Somebody pressed the key for it.</summary>
    Key,

    /// <summary>A break begins.</summary>
    Break,

    /// <summary>The program is being left.</summary>
    Left,

    /// <summary>The ceremony is aborted.</summary>
    Aborted,

    /// <summary>The custodian or an officer leaves the room.</summary>
    Person,

    /// <summary>The token was taken out, or is another one.</summary>
    Token,

    /// <summary>A network interface came up.</summary>
    Network,

    /// <summary>The PIN itself is asked for, or another one is set.</summary>
    Pin,

    /// <summary>An officer confirms with this very token.</summary>
    Confirmation,

    /// <summary>What is on the token is to be looked at anew: after a fresh login, or by everybody.</summary>
    Look,

    /// <summary>The program was interrupted; this is written when it comes back.</summary>
    Interrupted,
}
