using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>The kinds of lines that a journal of format <c>ceremony-journal/1</c> may hold. The list is closed.</summary>
public static class JournalKinds
{
    // In the order of docs/format.md.
    private static readonly Known[] Entries =
    [
        Of(Opened.EntryKind, Opened.Read),
        Of(Parameters.EntryKind, Parameters.Read),
        Of(Entered.EntryKind, Entered.Read),
        Of(Left.EntryKind, Left.Read),
        Of(ClockJumped.EntryKind, ClockJumped.Read),
        Of(ClockCompared.EntryKind, ClockCompared.Read),
        Of(Inventory.EntryKind, Inventory.Read),
        Of(TokenInserted.EntryKind, TokenInserted.Read),
        Of(TokenRemoved.EntryKind, TokenRemoved.Read),
        Of(NetworkChanged.EntryKind, NetworkChanged.Read),
        Of(StepStarted.EntryKind, StepStarted.Read),
        Of(Looked.EntryKind, Looked.Read),
        Of(Shown.EntryKind, Shown.Read),
        Of(Answered.EntryKind, Answered.Read),
        Of(Corrected.EntryKind, Corrected.Read),
        Of(Proposed.EntryKind, Proposed.Read),
        Of(Confirmed.EntryKind, Confirmed.Read),
        Of(Approved.EntryKind, Approved.Read),
        Of(Expired.EntryKind, Expired.Read),
        Of(Refused.EntryKind, Refused.Read),
        Of(Intended.EntryKind, Intended.Read),
        Of(Performed.EntryKind, Performed.Read),
        Of(Failed.EntryKind, Failed.Read),
        Of(SecretShown.EntryKind, SecretShown.Read),
        Of(SignInFailed.EntryKind, SignInFailed.Read),
        Of(LoginKept.EntryKind, LoginKept.Read),
        Of(LoginEnded.EntryKind, LoginEnded.Read),
        Of(StatementAttested.EntryKind, StatementAttested.Read),
        Of(ExceptionDecided.EntryKind, ExceptionDecided.Read),
        Of(Note.EntryKind, Note.Read),
        Of(Break.EntryKind, Break.Read),
        Of(HeadSigned.EntryKind, HeadSigned.Read),
        Of(Witnessed.EntryKind, Witnessed.Read),
        Of(Resumed.EntryKind, Resumed.Read),
        Of(Recovered.EntryKind, Recovered.Read),
        Of(StepDone.EntryKind, StepDone.Read),
        Of(Sealed.EntryKind, Sealed.Read),
        Of(Signed.EntryKind, Signed.Read),
        Of(Aborted.EntryKind, Aborted.Read),
        Of(Archived.EntryKind, Archived.Read),
        Of(Compared.EntryKind, Compared.Read),
    ];

    private static readonly Dictionary<string, Known> Readers = Entries.ToDictionary(each => each.Kind, StringComparer.Ordinal);

    /// <summary>Every kind, in the order of docs/format.md.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Entries.Select(each => each.Kind)];

    /// <summary>Whether a kind is known.</summary>
    public static bool IsKnown(string kind) => Readers.ContainsKey(kind);

    /// <summary>The same text: of a known kind the one that is there once for all lines.</summary>
    internal static string Once(string kind) => Readers.TryGetValue(kind, out Known? known) ? known.Kind : kind;

    /// <summary>Of which type is what lines of a known kind tell; one that others derive from where a line must be read to know. Throws <see cref="JsonFormatException"/> for an unknown kind.</summary>
    internal static Type TypeOf(string kind) => Find(kind).Type;

    /// <summary>What a line tells. Throws <see cref="JsonFormatException"/> for an unknown kind, and where its fields are not those of the kind.</summary>
    internal static Entry Read(string kind, JsonMap line) => Find(kind).Read(line);

    private static Known Find(string kind) => Readers.TryGetValue(kind, out Known? known)
        ? known
        : throw new JsonFormatException($"its kind \"{Hostile.Escape(kind)}\" is not known");

    private static Known Of<T>(string kind, Func<JsonMap, T> read)
        where T : Entry => new(kind, typeof(T), read);

    private sealed record Known(string Kind, Type Type, Func<JsonMap, Entry> Read);
}
