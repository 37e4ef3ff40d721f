using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Scripts;
using Ceremony.Foresight;
using Ceremony.Foresight.Tests;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// Scripts that are drawn at random: what <c>check</c> refuses of one is taken out of it until it accepts it; then it is held in a room, with the verifier that judges each deed, and must come
/// to its seal. <c>make test</c> holds a few, <c>make sweep</c> a thousand.
/// </summary>
public sealed class GeneratedScriptsTests
{
    private const int MostTakenOut = 40;
    private const string BootKit = "- { id: people, do: gather }\n- { id: kit, do: open-boot-kit, folder: boot-kit }";
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";
    private static readonly int Count = IsWhole ? 1000 : 6;
    private static readonly string[] Grounds = ["", Held.Ca, Held.Officers];

    [Fact]
    public async Task What_is_accepted_of_a_drawn_script_is_held_to_the_seal()
    {
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int seed = 1; seed <= Count; seed++)
        {
            IReadOnlyList<string> lines = await Accepted(seed);
            using Stage stage = StageOf(Script(lines));

            Assert.Equal((seed, RunEnd.Completed), (seed, (await stage.Begin()).End));
            Assert.Equal([], stage.Findings());
            foreach (string kind in GeneratedScripts.KindsOf(lines))
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.All(kinds, kind => Assert.True(!IsWhole || kind.Value >= 30, $"{kind.Key} was held only {kind.Value} times"));
    }

    private static async Task<IReadOnlyList<string>> Accepted(int seed)
    {
        List<string> lines = [.. new GeneratedScripts(new Random(seed)).Draw(Grounds[seed % Grounds.Length])];
        for (int taken = 0; taken < MostTakenOut; taken++)
        {
            string script = Script(lines);
            ScriptReading reading = ScriptReader.Read(Encoding.UTF8.GetBytes(script), StepKinds.All);
            if ((reading.Problems.Count > 0 ? reading.Problems : (await Held.Of(script)).Problems) is not [var problem, ..])
            {
                return lines;
            }

            // A step is a line.
            string blamed = script.Split('\n')[problem.Mark.Line - 1].Trim();
            Assert.True(lines.Remove(blamed), problem.Sentence);
        }

        throw new InvalidOperationException($"nothing is left of the script {seed}");
    }

    private static string Script(IEnumerable<string> lines) => Held.Script(string.Join('\n', lines), BootKit)
        .Replace("cf: { unit: cf }", "cf: { unit: cf, control: bin/control }", StringComparison.Ordinal);

    private static Stage StageOf(string script)
    {
        var stage = new Stage(script);
        foreach (string file in GeneratedScripts.FilesBefore)
        {
            stage.Installation.Files[Path.Combine(stage.Folder, file)] = new FileState("a=b\n"u8.ToArray(), 0, 0, 0x1a4);
        }

        bool isUp = true;
        stage.Installation.Runs = command =>
        {
            isUp = command[1] switch { "start" => true, "stop" => false, _ => isUp };
            return new CommandResult(0, [isUp ? "active" : "inactive"]);
        };
        return stage;
    }
}
