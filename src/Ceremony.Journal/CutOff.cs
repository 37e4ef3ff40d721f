namespace Ceremony.Journal;

/// <summary>The end of a journal that could not be read, and was put aside so that its ceremony can be aborted.</summary>
/// <param name="Problem">What is wrong with its first line.</param>
/// <param name="Bytes">All of it.</param>
public sealed record CutOff(JournalProblem Problem, byte[] Bytes);
