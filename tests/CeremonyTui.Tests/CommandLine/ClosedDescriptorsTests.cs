namespace CeremonyTui.Tests;

/// <summary>Commands whose standard input, output or error is closed or cannot be written: the exit code is that of docs/operator.md, and nothing crashes.</summary>
public sealed class ClosedDescriptorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A command, how its descriptors are redirected, and its exit code.</summary>
    public static TheoryData<string, string, int> Ends
    {
        get
        {
            var ends = new TheoryData<string, string, int>();
            foreach ((string command, bool tells, int code) in new[]
            {
                ("check {script} --set key=x", true, 0),
                ("verify {archive} --allow-console-keys", true, 4),
                ("boot-kit {dir}/kit --token CM-BOOT --module {dir}/none", false, 3),
                ("check {dir}/none", false, 2),
                ("verify {dir}/none", false, 2),
                ("tokens --module {dir}/none", false, 3),
                ("run {script} --out {dir}/run", false, 2),
                ("rehearse {script} --out {dir}/rehearsal", false, 2),
                ("resume {dir}/none", false, 2),
                ("abort {dir}/none --reason x", false, 2),
            })
            {
                ends.Add(command, "</dev/null", code);
                ends.Add(command, "<&-", code);
                ends.Add(command, "2>&-", code);
                ends.Add(command, "2>/dev/full", code);
                ends.Add(command, ">/dev/full", tells ? 3 : code);
                ends.Add(command, ">&-", tells ? 3 : code);
                ends.Add(command, "<&- >/dev/full 2>/dev/full", tells ? 3 : code);
            }

            return ends;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void The_exit_code_is_that_of_the_table(string command, string redirected, int code)
    {
        string line = command.Replace("{script}", Repository.PathOf("ceremony-scripts", "single-key", "script.yaml"), StringComparison.Ordinal)
            .Replace("{archive}", Repository.PathOf("tests", "Ceremony.Verify.Tests", "Editions", "edition-3", "single-key", "transcript"), StringComparison.Ordinal)
            .Replace("{dir}", _folder.Path, StringComparison.Ordinal);
        _folder.Demand("bash", "-c", $"set +e; {Repository.PathOf("artifacts", "ceremony")} {line} </dev/null {redirected}; echo \"code $?\" >code.txt");
        Assert.Equal($"code {code}\n", System.Text.Encoding.ASCII.GetString(_folder.Read("code.txt")));
    }

    public void Dispose() => _folder.Dispose();
}
