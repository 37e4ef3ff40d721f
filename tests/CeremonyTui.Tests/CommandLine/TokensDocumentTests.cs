using Ceremony.TestKit;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>The walk from the box to the seal in docs/tokens.md works as it stands there, as far as this machine has the tokens: those that belong to the machine itself are left alone.</summary>
public sealed class TokensDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // What people type, by the command.
    private const string Typed = """
        ceremony() {
            case "$*" in
                *initialise-token*) pins='87654321\n123456\n' ;;
                *--security-officer*) pins='87654321\n11223344\n' ;;
                *change-pin*) pins='123456\n654321\n' ;;
                *unblock-pin*) pins='11223344\n222222\n' ;;
                *) pins= ;;
            esac
            printf "$pins" | "$CEREMONY" "$@"
        }
        """;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_SoftHSM2_and_over_p11_kit_every_command_does_what_is_said()
    {
        string[] blocks = Blocks();
        string softHsm = Assert.Single(blocks, block => block.Contains("export SOFTHSM2_CONF", StringComparison.Ordinal));
        string server = Assert.Single(blocks, block => block.StartsWith("p11-kit server", StringComparison.Ordinal));
        string client = Assert.Single(blocks, block => block.Contains("export P11_KIT_SERVER_ADDRESS", StringComparison.Ordinal));
        string told = Walk($"{softHsm}\n{server} >&2 &\nserver=$!\nuntil [ -e socket ]; do sleep 0.1; done\n{client}\nkill $server");
        Assert.All(Said, said => Assert.Contains(said, told, StringComparison.Ordinal));
    }

    [Fact]
    public void On_a_TPM_in_software_too()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CEREMONY_TOKENS") == "full", "make test-tokens installs what it needs");
        string block = Assert.Single(Blocks(), block => block.Contains("swtpm", StringComparison.Ordinal));
        string told = Walk($"trap 'kill $(jobs -p)' EXIT\n{block.Replace(" &\n", " >&2 & sleep 2\n", StringComparison.Ordinal)}");
        Assert.StartsWith("The token CM-HSM, serial number 0000000000000000, is initialised; its user PIN is set.", told, StringComparison.Ordinal);
    }

    private static readonly string[] Said =
    [
        "has no initialised token.",
        "(blank token)  SoftHSM slot",
        "is initialised; its user PIN is set.\nIn a script: uri: 'pkcs11:token=CM-HSM;serial=",
        "is changed.\nThe user PIN of CM-HSM, serial number",
        "is set anew; whatever it was before is void.\nCM-HSM  serial",
        "The token NET-HSM, serial number",
    ];

    private static string[] Blocks()
    {
        string document = File.ReadAllText(Programs.InRepository("docs/tokens.md"));
        string section = document.Split("\n## ").Single(each => each.StartsWith("From the box to the seal", StringComparison.Ordinal));
        return [.. section.Split("\n\n").Where(block => block.StartsWith("    ", StringComparison.Ordinal)).Select(block => string.Join('\n', block.TrimEnd().Split('\n').Select(line => line[4..])))];
    }

    private string Walk(string commands) => Tool.RunIn(_folder.Path, "env", $"CEREMONY={Programs.Native}", "bash", "-euc", $"{Typed}\n{commands}").Expect();
}
