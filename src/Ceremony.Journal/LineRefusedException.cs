namespace Ceremony.Journal;

/// <summary>
/// A line was composed that this program could not read back as it is. It was not written, and the journal can be continued. The message is
/// one sentence.
/// </summary>
public sealed class LineRefusedException(string sentence) : Exception(sentence);
