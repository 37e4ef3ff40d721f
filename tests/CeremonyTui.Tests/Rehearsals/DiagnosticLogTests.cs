using static CeremonyTui.Tests.Rehearsals.ShortAnswers;

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>The diagnostic log tells of faults by their codes, and of nothing that anybody typed.</summary>
public sealed class DiagnosticLogTests
{
    private const string WrongPin = "73190284";
    private const string WrongPassphrase = "wrong-passphrase";

    private static readonly string[] Passphrases = ["358213", "914472", WrongPin, WrongPassphrase];

    private const string WithoutItsToken = Everywhere + "steps: { key: { exception: leave } }\n";

    private const string WithWrongPins = Everywhere + $$"""
        steps:
          key:
            pin hsm: ['{{WrongPin}}', as-shown]
            confirm officer 1: ['{{WrongPassphrase}}', as-shown]
        """;

    [Fact]
    public void Faults_stand_in_it_by_their_codes_and_no_PIN_or_passphrase()
    {
        using var folder = new TemporaryFolder();
        var rehearsal = new Rehearsal(folder["out"]);
        string answers = Written(folder, UntilTheKey);
        Tool.Run(Programs.Native, "rehearse", Programs.QuickSingleKeyScript(folder), "--answers", answers, "--out", rehearsal.Folder).Expect(1);
        string tokens = Path.Combine(rehearsal.Folder, "rehearsal", "tokens");
        Directory.Move(tokens, folder["away"]);
        Directory.CreateDirectory(tokens);
        Tool.Run(Programs.Native, "resume", rehearsal.Folder, "--answers", Written(folder, WithoutItsToken)).Expect(1);
        Directory.Delete(tokens);
        Directory.Move(folder["away"], tokens);
        Tool.Run(Programs.Native, "resume", rehearsal.Folder, "--answers", Written(folder, WithWrongPins)).Expect();
        AssertHarmless(rehearsal);
    }

    private static void AssertHarmless(Rehearsal rehearsal)
    {
        string log = File.ReadAllText(Path.Combine(rehearsal.Folder, "diagnostic.log"));
        Assert.Matches(@"(?m)^[0-9-]{10}T[0-9:.]{12}Z info token hsm: NoToken$", log);
        Assert.Equal(2, rehearsal.Lines.Count(line => (string)line["kind"]! == "sign-in-failed"));
        Assert.All(Passphrases.Concat(rehearsal.Pins.Values), secret => Assert.DoesNotContain(secret, log));
        Assert.Empty(SecretSearch.In(rehearsal));
    }

    private static string Written(TemporaryFolder folder, string answers)
    {
        File.WriteAllText(folder["answers.yaml"], answers);
        return folder["answers.yaml"];
    }
}
