namespace CeremonyTui.Tests.CommandLine;

/// <summary>What the command line refuses: the exit code, and the very sentence. Nobody ever sees a stack trace.</summary>
public sealed class RefusalTests
{
    private const string NeedsTerminal = "A ceremony needs a terminal: run it at the console, not in a pipe. A rehearsal can take --answers FILE instead.";
    private const string Bogus = "{dir}/bad.yaml:3:1: \"bogus\" is not a key of the script; known: format, ceremony, version, title, people, confirm, acts, sign-on-leave, show-pins, interfaces-up, installation, parameters, modules, tokens, services, rehearsal";

    /// <summary>What is typed, the exit code, and a line of standard error. {dir} is a folder of the test's own, {script} and {answers} those of one key.</summary>
    public static TheoryData<string, int, string> Refusals => new()
    {
        { "rehearse {dir}/none.yaml --out {dir}/d", 2, "The script \"{dir}/none.yaml\" cannot be read: check its path." },
        { "rehearse {dir} --out {dir}/d", 2, "The script \"{dir}\" cannot be read: check its path." },
        { "check {dir}/none.yaml", 2, "The script \"{dir}/none.yaml\" cannot be read: check its path." },
        { "check {dir}/bad.yaml", 2, Bogus },
        { "rehearse {dir}/bad.yaml --out {dir}/d", 2, Bogus },
        { "rehearse {script} --out {dir}/d --answers {answers} --set nope=1", 2, "The script has no parameter \"nope\"; known: key" },
        { "rehearse {script} --out {dir}/d --answers {answers} --set nope", 2, "\"--set nope\" is not understood: write --set NAME=VALUE." },
        {
            "rehearse {script} --out {dir}/d --answers {answers} --set key=a/b", 2,
            "{script}:15:3: the parameter \"key\" cannot be \"a/b\"; it must be 1 to 32 letters, digits, blanks and . _ -, a letter or digit first"
        },
        { "rehearse {script} --out {dir}/d --answers {dir}/none.yaml", 2, "The answers' file \"{dir}/none.yaml\" cannot be read: check its path." },
        { "rehearse {script} --out {dir}/d --params {dir}/none.yaml", 2, "The parameters' file \"{dir}/none.yaml\" cannot be read: check its path." },
        { "rehearse {pipe} --out {dir}/d", 2, "The script \"{pipe}\" cannot be read: check its path." },
        { "rehearse {script} --out {dir}/d --answers {pipe}", 2, "The answers' file \"{pipe}\" cannot be read: check its path." },
        { "rehearse /dev/zero --out {dir}/d", 2, "The script /dev/zero is longer than 1 MiB: give the path of the right file." },
        { "rehearse {empty} --out {dir}/d", 2, "The script \"\" cannot be read: check its path." },
        { "rehearse {script} --out {empty} --answers {answers}", 2, "\"\" cannot be the name of a ceremony's folder: give a path without control characters." },
        { "rehearse {script} --out {dir}/a{lf}b --answers {answers}", 2, "\"{dir}/a\\u{a}b\" cannot be the name of a ceremony's folder: give a path without control characters." },
        { "rehearse {script} --out {dir}/d --answers {answers} --set {esc}=1", 2, "The script has no parameter \"\\u{1b}[31m\"; known: key" },
        { "check {dir}/{esc}.yaml", 2, "The script \"{dir}/\\u{1b}[31m.yaml\" cannot be read: check its path." },
        { "resume {dir}/{esc}", 2, "\"{dir}/\\u{1b}[31m\" cannot be the name of a ceremony's folder: give a path without control characters." },
        { "verify {dir}/{esc}", 2, "There is no file or folder {dir}/\\u{1b}[31m: give an archive (DIR/transcript), a ceremony's folder, or its journal.jsonl." },
        { "abort {dir} --reason {empty}", 2, "The reason is empty: say why the ceremony is aborted, after --reason." },
        { "rehearse {script} --out {dir}/d", 2, NeedsTerminal },
        { "run {script} --out {dir}/d", 2, NeedsTerminal },
        { "rehearse {script} --out /proc/d --answers {answers}", 3, "/proc/d could not be created because it or its folder does not exist (ENOENT): check the path." },
        { "resume {dir}/none", 2, "There is no ceremony in {dir}/none: give the folder that was named with --out." },
        { "resume {dir}/none --answers {answers}", 2, "There is no ceremony in {dir}/none: give the folder that was named with --out." },
        { "abort {dir}/none", 2, "There is no ceremony in {dir}/none: give the folder that was named with --out." },
        { "verify {dir}/none", 2, "There is no file or folder {dir}/none: give an archive (DIR/transcript), a ceremony's folder, or its journal.jsonl." },
        { "verify {dir} --trust {dir}/none", 2, "The trust anchors in {dir}/none cannot be read: give the path of a plain file of at most 1 MiB." },
        { "verify {dir} --trust /dev/zero", 2, "The trust anchors in /dev/zero cannot be read: give the path of a plain file of at most 1 MiB." },
        { "verify {dir} --trust {dir}", 2, "The trust anchors in {dir} cannot be read: give the path of a plain file of at most 1 MiB." },
        { "verify {dir} --trust ", 2, "--trust names no file: give a file with the certificates that you trust." },
        { "verify {dir} --trust {dir}/bad.yaml", 2, "The trust anchors in {dir}/bad.yaml are part of what is being verified: take them from a place that you trust." },
        { "verify {dir}/../{name} --trust /proc/self/root{dir}/bad.yaml", 2, "The trust anchors in /proc/self/root{dir}/bad.yaml are part of what is being verified: take them from a place that you trust." },
        { "verify /proc --trust {dir}/bad.yaml", 2, "The file given as trusted contains no certificate, neither in PEM nor in DER. Nothing was verified: check the file {dir}/bad.yaml." },
        { "verify {dir}/no\u001bne", 2, "There is no file or folder {dir}/no\\u{1b}ne: give an archive (DIR/transcript), a ceremony's folder, or its journal.jsonl." },
        {
            "verify {dir} --fingerprint zz", 2,
            "The given fingerprint is neither 64 hex digits nor 32 words. Nothing was verified: read the paper again, and give all of it in quotes."
        },
        {
            "tokens --module {dir}/none.so", 3,
            "There is no PKCS#11 module {dir}/none.so that can be read: check module: in the script, and that the driver is installed."
        },
        {
            "tokens --module {dir}/bad.yaml", 3,
            "{dir}/bad.yaml cannot be loaded as a PKCS#11 module: check module: in the script, and that the driver is for this machine."
        },
        { "boot-kit {dir} --token CM-BOOT", 2, "The folder {dir} is not empty: give a new one." },
        { "boot-kit {dir}/kit --token CM-BOOT --country sweden", 2, "\"sweden\" is not a country code: write two capital letters, such as SE." },
        {
            "boot-kit {dir}/kit --token CM-BOOT --organisation xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 2,
            "The organisation cannot be used in a certificate: the attribute O of a name is longer than 64 characters (RFC 5280 appendix A.1)."
        },
        { "boot-kit /proc/kit --token CM-BOOT", 3, "/proc/kit could not be created because it or its folder does not exist (ENOENT): check the path." },
    };

    /// <summary>What is put into the plain answers of one key in the place of what stands there, and the sentence.</summary>
    public static TheoryData<string, string, string> WrongAnswers => new()
    {
        { "    officer 2: Bo Lind\n", "", "{answers}:13:3: \"officer 2\" is asked in the step \"gather\" and has no answer (Officer 2)" },
        {
            "Bo Lind", "'#1'",
            "{answers}:16:16: the answer to \"officer 2\" was not taken, and there is no list with an answer for another try: "
            + "Officer 2: a name of 1 to 64 letters, as on the identity document"
        },
        { "steps:\n", "steps:\n  key:\n    frob: x\n", "{answers}:14:5: \"frob\" was never asked in the step \"key\"; remove the answer" },
        { "steps:\n", "steps:\n  nowhere:\n    pin hsm: '1'\n", "{answers}:14:5: \"pin hsm\" was never asked in the step \"nowhere\"; remove the answer" },
        { "steps:\n", "steps:\n  kee:\n    frob: x\n", "{answers}:14:5: \"frob\" was never asked in the step \"kee\"; did you mean the step \"key\"?" },
        { "steps:\n", "steps:\n  key:\n    pin hms: '1'\n", "{answers}:14:5: \"pin hms\" was never asked in the step \"key\"; did you mean \"pin hsm\"?" },
        { "    officer 2: Bo Lind\n", "    oficer 2: Bo Lind\n", "{answers}:13:3: \"officer 2\" is asked in the step \"gather\" and has no answer (Officer 2); is it meant by \"oficer 2\" on line 16?" },
        { "  gather:\n", "  gathr:\n", "{answers}:1:1: \"operator 1\" is asked in the step \"gather\" and has no answer (Operator 1); is the step meant by \"gathr\" on line 13?" },
        {
            "steps:\n", "steps:\n  key:\n    pin hsm: '1'\n",
            "{answers}:14:14: the answer to \"pin hsm\" was not taken, and there is no list with an answer for another try: "
            + "The PIN of CM-HSM must have 4 to 255 characters, not 1: use one of that length"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_done_is_refused_in_a_sentence(string typed, int exitCode, string sentence)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["bad.yaml"], "format: ceremony-script/1\nceremony: x\nbogus: 1\nversion: 1\n");
        Tool.Run("mkfifo", folder["pipe"]).Expect();
        Ran ran = Tool.Run(Programs.Native, typed.Split(' ').Select(word => Filled(word, folder)));
        Assert.Equal((exitCode, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(Filled(sentence, folder), ran.Errors.TrimEnd('\n').Split('\n'));
        // Nothing is touched, and nothing made, by what is refused.
        Assert.Equal(["bad.yaml", "pipe"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        AssertPlain(ran);
    }

    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("frobnicate", "\"frobnicate\" is not a command; known: run, rehearse, resume, abort, check, preflight, tokens, schema, boot-kit, initialise-token, change-pin, unblock-pin, verify")]
    [InlineData("rehearze x.yaml", "\"rehearze\" is not a command; did you mean \"rehearse\"?")]
    [InlineData("rehearse x.yaml", "--out is missing: name a new folder to keep the ceremony in, such as --out \"$HOME/rehearse-1\".")]
    [InlineData("\u001b[31mfrob", "\"\\u{1b}[31mfrob\" is not a command; known: ")]
    [InlineData("check @none", "The script \"@none\" cannot be read: check its path.")]
    [InlineData("rehearse x.yaml --out d --frob", "\"--frob\" is not an option of \"ceremony rehearse\"; known: --out, ")]
    [InlineData("rehearse x.yaml --ouz=d", "\"--ouz\" is not an option of \"ceremony rehearse\"; did you mean \"--out\"?")]
    [InlineData("check x.yaml --sett key=x", "\"--sett\" is not an option of \"ceremony check\"; did you mean \"--set\"?")]
    [InlineData("verify a b", "\"b\" is more than \"ceremony verify\" takes. How it is called: ceremony verify --help")]
    [InlineData("check -- --set", "The script \"--set\" cannot be read: check its path.")]
    [InlineData("run x.yaml --out d --answers a.yaml", "\"--answers\" is not an option of \"ceremony run\"; known: --out, ")]
    [InlineData("check", "Required argument 'SCRIPT' missing for command: 'check'.")]
    public void A_wrong_command_line_says_what_is_wrong_and_exits_with_2(string typed, string sentence)
    {
        Ran ran = Tool.Run(Programs.Native, typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(sentence, ran.Expect(2) + ran.Errors);
        // Nobody looks for the reason behind a page of help.
        Assert.Equal(typed.Length == 0, ran.Output.Contains("Usage:", StringComparison.Ordinal));
        AssertPlain(ran);
    }

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public void A_wrong_answer_is_told_with_file_line_and_column(string instead, string put, string sentence)
    {
        using var folder = new TemporaryFolder();
        string answers = folder["answers.yaml"];
        File.WriteAllText(answers, File.ReadAllText(Programs.SingleKeyAnswers).Replace(instead, put, StringComparison.Ordinal));
        string script = folder["script.yaml"];
        File.WriteAllText(script, File.ReadAllText(Programs.SingleKeyScript).Replace("rsa-4096", "ec-p256", StringComparison.Ordinal));
        Ran ran = Tool.Run(Programs.Native, "rehearse", script, "--answers", answers, "--out", folder["out"]);
        ran.Expect(2);
        Assert.Equal(sentence.Replace("{answers}", answers, StringComparison.Ordinal), ran.Errors.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/etc")]
    [InlineData("/proc/self")]
    [InlineData("/etc/passwd")]
    public void What_is_no_record_is_INVALID(string path)
    {
        Ran ran = Tool.Run(Programs.Native, "verify", path);
        Assert.StartsWith("INVALID UNKNOWN unfinished\n", ran.Expect(1), StringComparison.Ordinal);
        Assert.DoesNotContain("√", ran.Output);
        AssertPlain(ran);
    }

    private static void AssertPlain(Ran ran)
    {
        Assert.DoesNotContain("   at ", ran.Errors + ran.Output);
        Assert.DoesNotContain("Exception", ran.Errors + ran.Output);
        Assert.DoesNotContain(ran.Errors + ran.Output, letter => char.IsControl(letter) && letter != '\n');
    }

    private static string Filled(string text, TemporaryFolder folder) => text
        .Replace("{pipe}", folder["pipe"], StringComparison.Ordinal)
        .Replace("{empty}", "", StringComparison.Ordinal)
        .Replace("{lf}", "\n", StringComparison.Ordinal)
        .Replace("{esc}", "\u001b[31m", StringComparison.Ordinal)
        .Replace("{dir}", folder.Path, StringComparison.Ordinal)
        .Replace("{name}", Path.GetFileName(folder.Path), StringComparison.Ordinal)
        .Replace("{script}", Programs.SingleKeyScript, StringComparison.Ordinal)
        .Replace("{answers}", Programs.SingleKeyAnswers, StringComparison.Ordinal);
}
