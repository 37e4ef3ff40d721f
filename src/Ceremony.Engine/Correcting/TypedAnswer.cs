using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>An answer that was typed, and still holds.</summary>
/// <param name="Line">The <c>answered</c> line.</param>
/// <param name="StepTitle">What people call its step.</param>
/// <param name="Question">The question's name in the form.</param>
/// <param name="Label">The question as people read it.</param>
/// <param name="Text">The answer.</param>
/// <param name="CanBeRetyped">Whether it is simply typed again; else the officers sign what is right.</param>
internal sealed record TypedAnswer(JournalLine Line, string StepTitle, string Question, string Label, string Text, bool CanBeRetyped);
