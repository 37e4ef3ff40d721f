using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Foresight;
using Ceremony.Foresight.Tests;
using Ceremony.Journal.Entries;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// Scripts that are drawn at random: what <c>check</c> refuses of one is taken out of it until it accepts it; then it is held in a room, with the verifier that judges each deed, and must come
/// to its seal. <c>make test</c> holds a few, with every kind of step among them; <c>make sweep</c> a thousand, with each kind at least 30 times.
/// </summary>
public sealed class GeneratedScriptsTests
{
    private const int MostTakenOut = 60;
    private const int LeastOfEach = 30;
    private const int MostTold = 5;
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";

    // In these few every kind is held; where the drawing changes, others may be needed.
    private static readonly int[] Seeds = IsWhole ? [.. Enumerable.Range(1, 1000)] : [2, 7, 11, 21, 25, 46, 57];

    private static readonly Lazy<byte[]> Server = new(MakeServer);

    [Fact]
    public async Task What_is_accepted_of_a_drawn_script_is_held_to_the_seal()
    {
        var held = new ConcurrentDictionary<string, int>(GeneratedScripts.Kinds.Select(kind => KeyValuePair.Create(kind, 0)), StringComparer.Ordinal);
        var troubles = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Seeds, async (seed, _) =>
        {
            string script = await Accepted(seed);
            if (await WhyNot(script) is { } trouble)
            {
                troubles.Add($"The script of seed {seed} was not held to the seal: {trouble}\n{script}");
                return;
            }

            foreach (string kind in GeneratedScripts.KindsOf(script))
            {
                held.AddOrUpdate(kind, 1, (_, times) => times + 1);
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{Seeds.Length} scripts were held to the seal: {string.Join(", ", held.OrderBy(each => each.Value).Select(each => $"{each.Key} {each.Value}"))}");
        Assert.True(troubles.IsEmpty, string.Join("\n\n", troubles.Take(MostTold).Prepend($"{troubles.Count} of {Seeds.Length} scripts were not held to the seal.")));
        Assert.Equal([], held.Where(each => each.Value < (IsWhole ? LeastOfEach : 1)).Select(each => $"{each.Key} was held only {each.Value} times"));
    }

    // Why it did not come to its seal; null where it did.
    private static async Task<string?> WhyNot(string script)
    {
        using Stage stage = StageOf(script);
        RunOutcome outcome = await stage.Begin();
        return outcome.End == RunEnd.Completed && stage.Findings() is [] ? null : string.Join('\n',
        [
            outcome.End.ToString(),
            .. stage.Lines.Where(line => line.Entry is StepRefused).Select(line => $"{line.Step} was refused: {((StepRefused)line.Entry).Reason}"),
            .. stage.Room.Asked.Where(each => each.Prompt is ChoicePrompt).Select(each => CanonicalJson.WriteText(each.Screen.ToJson())),
            .. stage.Findings(),
        ]);
    }

    private static async Task<string> Accepted(int seed)
    {
        var drawn = new GeneratedScripts(seed);
        List<string> lines = [.. drawn.Draw()];
        for (int taken = 0; taken < MostTakenOut; taken++)
        {
            string script = Script(lines, drawn.Gathering);
            ScriptReading reading = ScriptReader.Read(Encoding.UTF8.GetBytes(script), StepKinds.All);
            if ((reading.Problems.Count > 0 ? reading.Problems : (await Held.Of(script)).Problems) is not [var problem, ..])
            {
                return script;
            }

            // A step is a line.
            string blamed = script.Split('\n')[problem.Mark.Line - 1].Trim();
            Assert.True(lines.Remove(blamed), $"seed {seed}: {problem.Sentence}");
        }

        throw new InvalidOperationException($"nothing is left of the script of seed {seed}");
    }

    private static string Script(IEnumerable<string> lines, string gathering) => Held.Script(string.Join('\n', lines), gathering)
        .Replace("cf: { unit: cf }", "cf: { unit: cf, control: bin/control }", StringComparison.Ordinal)
        .Replace("services:", "  hsm3: { uri: 'pkcs11:token=HSM-3', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 2 }\n  card-3: { use: card, uri: 'pkcs11:token=00004713', module: /usr/lib/softhsm/libsofthsm2.so, holder: operator 1 }\nservices:", StringComparison.Ordinal);

    private static Stage StageOf(string script)
    {
        var stage = new Stage(script);
        foreach (string medium in DrawnStep.Media)
        {
            Directory.CreateDirectory(Path.Combine(stage.Folder, medium));
        }

        foreach (string file in DrawnStep.FilesBefore)
        {
            stage.Installation.Files[Path.Combine(stage.Folder, file)] = new FileState("a=b\n"u8.ToArray(), 0, 0, 0x1a4);
        }

        foreach (string file in DrawnStep.Brought)
        {
            File.WriteAllText(Path.Combine(stage.Folder, file), "{}");
        }

        bool isUp = true;
        stage.Installation.Runs = command =>
        {
            isUp = command[1] switch { "start" => true, "stop" => false, _ => isUp };
            return new CommandResult(0, [isUp ? "active" : "inactive"]);
        };
        stage.Installation.Presents = new TlsView("Tls13", [Server.Value], "");
        stage.PutBootKey("CM-BOOT");
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is ChoicePrompt { Key: "after-refusal" })
            {
                return new Chose("leave");
            }

            // Somebody does what the screen says: another device is there then.
            stage.Installation.Device = screen.Title == "Unmount the medium" ? "/dev/sdc1" : "/dev/sdb1";
            return null;
        };
        return stage;
    }

    private static byte[] MakeServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256).CreateSelfSigned(Held.Now, Held.Now.AddYears(1)).RawData;
    }
}
