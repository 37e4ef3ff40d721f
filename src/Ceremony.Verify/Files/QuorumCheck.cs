using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>
/// How many officers must agree is what the script says, and more than one. What the script says is read by a separate reader; where that
/// cannot read it, nobody has compared the two, and the archive cannot be relied upon.
/// </summary>
internal static class QuorumCheck
{
    // One officer is not dual control, whatever a script says: nobody else would have to agree.
    private const int FewestOfficers = 2;

    public static IEnumerable<LineWalk> Problems(Evidence evidence) => Check.AtBeginning(() => Found(evidence));

    private static IEnumerable<string> Found(Evidence evidence)
    {
        ConfirmInScript opened = Opened(evidence);
        if (opened.Officers < FewestOfficers)
        {
            yield return $"Line 1 (opened): dual control needs at least {FewestOfficers} officers, but {opened.Officers} had to confirm.";
        }

        if (opened.Within < 1)
        {
            yield return "Line 1 (opened): the officers have no time to confirm.";
        }

        if (evidence.Script is { } script && ConfirmInScript.Read(script) is var said && said != opened)
        {
            yield return said is null
                ? "What script.yaml says under confirm: is written in a way that cannot be read here, so nobody has compared it with line 1."
                : $"Line 1 (opened): {opened.Officers} officers have to confirm within {opened.Within} seconds, but script.yaml says {said.Officers} within {said.Within}.";
        }
    }

    /// <summary>What holds, in words that the auditor can compare with the script.</summary>
    public static string Words(Evidence evidence)
    {
        ConfirmInScript opened = Opened(evidence);
        return $"{Evidence.Text(opened.Officers)} officers have to confirm, within {Evidence.Text(opened.Within)} seconds"
            + (evidence.Script is null ? "; there is no script here to compare that with." : ", as script.yaml says.");
    }

    private static ConfirmInScript Opened(Evidence evidence)
    {
        JsonMap confirm = evidence.Opened.Json["confirm"].AsMap();
        return new ConfirmInScript(confirm.Number("officers"), confirm.Number("within"));
    }
}
