using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>The kinds of lines that a journal of format <c>ceremony-journal/1</c> may hold. The list is closed.</summary>
public static class JournalKinds
{
    // In the order of docs/format.md.
    private static readonly (string Kind, Func<JsonMap, Entry> Read)[] Entries =
    [
        (Opened.EntryKind, Opened.Read),
        (Parameters.EntryKind, Parameters.Read),
        (Entered.EntryKind, Entered.Read),
        (Left.EntryKind, Left.Read),
        (ClockJumped.EntryKind, ClockJumped.Read),
        (ClockCompared.EntryKind, ClockCompared.Read),
        (Inventory.EntryKind, Inventory.Read),
        (TokenInserted.EntryKind, TokenInserted.Read),
        (TokenRemoved.EntryKind, TokenRemoved.Read),
        (NetworkChanged.EntryKind, NetworkChanged.Read),
        (StepStarted.EntryKind, StepStarted.Read),
        (Looked.EntryKind, Looked.Read),
        (Shown.EntryKind, Shown.Read),
        (Answered.EntryKind, Answered.Read),
        (Corrected.EntryKind, Corrected.Read),
        (Proposed.EntryKind, Proposed.Read),
        (Confirmed.EntryKind, Confirmed.Read),
        (Approved.EntryKind, Approved.Read),
        (Expired.EntryKind, Expired.Read),
        (Refused.EntryKind, Refused.Read),
        (Intended.EntryKind, Intended.Read),
        (Performed.EntryKind, Performed.Read),
        (Failed.EntryKind, Failed.Read),
        (SecretShown.EntryKind, SecretShown.Read),
        (SignInFailed.EntryKind, SignInFailed.Read),
        (LoginKept.EntryKind, LoginKept.Read),
        (LoginEnded.EntryKind, LoginEnded.Read),
        (StatementAttested.EntryKind, StatementAttested.Read),
        (ExceptionDecided.EntryKind, ExceptionDecided.Read),
        (Note.EntryKind, Note.Read),
        (Break.EntryKind, Break.Read),
        (HeadSigned.EntryKind, HeadSigned.Read),
        (Witnessed.EntryKind, Witnessed.Read),
        (Resumed.EntryKind, Resumed.Read),
        (Recovered.EntryKind, Recovered.Read),
        (StepDone.EntryKind, StepDone.Read),
        (Sealed.EntryKind, Sealed.Read),
        (Signed.EntryKind, Signed.Read),
        (Aborted.EntryKind, Aborted.Read),
        (Archived.EntryKind, Archived.Read),
        (Compared.EntryKind, Compared.Read),
    ];

    private static readonly Dictionary<string, (string Kind, Func<JsonMap, Entry> Read)> Readers = Entries.ToDictionary(each => each.Kind, each => (each.Kind, each.Read), StringComparer.Ordinal);

    /// <summary>Every kind, in the order of docs/format.md.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Entries.Select(each => each.Kind)];

    /// <summary>Whether a kind is known.</summary>
    public static bool IsKnown(string kind) => Readers.ContainsKey(kind);

    /// <summary>The same text: of a known kind the one that is there once for all lines.</summary>
    internal static string Once(string kind) => Readers.TryGetValue(kind, out (string Kind, Func<JsonMap, Entry> Read) known) ? known.Kind : kind;

    /// <summary>What a line tells. Throws <see cref="JsonFormatException"/> for an unknown kind, and where its fields are not those of the kind.</summary>
    internal static Entry Read(string kind, JsonMap line) => Readers.TryGetValue(kind, out (string Kind, Func<JsonMap, Entry> Read) known)
        ? known.Read(line)
        : throw new JsonFormatException($"its kind \"{Hostile.Escape(kind)}\" is not known");
}
