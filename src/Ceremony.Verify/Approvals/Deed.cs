using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Something that was done.</summary>
/// <param name="Line">The line of kind <c>performed</c>.</param>
/// <param name="Intended">The line that intended it.</param>
/// <param name="Action">The action.</param>
/// <param name="Receipt">The receipt.</param>
internal sealed record Deed(JournalLine Line, JournalLine Intended, JsonMap Action, JsonMap Receipt);
