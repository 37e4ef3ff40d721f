namespace Ceremony.Pki;

/// <summary>One check: its name, its clause, and the sentence where something is wrong, or null.</summary>
internal sealed record LintCheck(string Name, string Clause, Func<LintSubject, string?> Judge)
{
    public IEnumerable<LintFinding> Run(LintSubject subject)
    {
        if (Judge(subject) is { } sentence)
            yield return new LintFinding(Name, Clause, sentence);
    }
}
