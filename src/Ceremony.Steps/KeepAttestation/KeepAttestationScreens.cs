using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What people see of a statement about a key.</summary>
internal static class KeepAttestationScreens
{
    public static Screen Kept(KeyAttested fact, TokenEntry token, AttestationStatement read, AttestationChecks checks)
    {
        bool isAll = fact.Checked is { Key: AttestationOutcome.Holds, Chain: AttestationOutcome.Holds, Serial: AttestationOutcome.Holds };
        return new(
            "The attestation is kept",
            [
                new TextBlock($"What {(fact.File is { } file ? $"the file {Hostile.Escape(file)}" : $"the token {token.Called}")} states about the key \"{Hostile.Escape(fact.Key)}\" is kept as {fact.Artifact}."),
                .. isAll ? [] : new[] { new WarningBlock(Warning(read, checks)) },
                new FactsBlock(
                [
                    Detail.From("key", fact.Key),
                    Detail.From("token", $"{token.Called}, serial number {fact.TokenSerial}"),
                    new Detail("key of the statement", Told(checks.Key)),
                    new Detail("chain of certificates", Told(checks.Chain)),
                    new Detail("serial number of the device", Told(checks.Serial)),
                    .. fact.RootSha256 is { } root ? [new Detail("SHA-256 of the root", HexText.Groups(root))] : Array.Empty<Detail>(),
                    new Detail("SHA-256 of the statement", HexText.Groups(StepWords.Sha256(fact.Statement))),
                ]),
            ])
        {
            IsNews = isAll,
            Help = "Compare the SHA-256 of the root with the paper script. The program checks what can be checked without the vendor: that the statement is for this key, that its certificates lead to the root that the script names, "
                + "and that it names this token. What it says was not checked is for the vendor's tool, with the statement from the archive. Enter goes on.",
        };
    }

    // It never looks as though more was checked than was.
    private static string Warning(AttestationStatement read, AttestationChecks checks)
    {
        if (read.Unread is { } unread)
            return $"Nothing in this statement was checked: {unread}. Have it checked by the vendor's tool.";

        string[] open = [.. new[] { ("the key", checks.Key), ("the chain", checks.Chain), ("the serial number", checks.Serial) }.Where(each => each.Item2.Outcome != AttestationOutcome.Holds).Select(each => each.Item1)];
        return $"Not everything was checked: {StepWords.And(open)} {(open.Length == 1 ? "was" : "were")} not, for the reasons below.{(checks.Chain.Outcome == AttestationOutcome.Holds ? "" : " Without the chain anybody could have written the rest.")}";
    }

    private static string Told(AttestationFinding finding) => $"{(finding.Outcome == AttestationOutcome.Holds ? "checked" : "not checked")}: {finding.Says}";
}
