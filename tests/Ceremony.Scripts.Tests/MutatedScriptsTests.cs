using System.Text;
using Ceremony.Engine;

namespace Ceremony.Scripts.Tests;

/// <summary>Whatever a file holds, reading it ends with a script or with problems that have a place in it.</summary>
public class MutatedScriptsTests
{
    private const int Seed = 20260301;
    private const int Mutants = 4000;

    private static readonly string[] Pieces =
        ["${", "}", "${item}", "${step.ca}", "${param.where}", "[", "]", "{", "}", ": ", "\n", "  ", "- ", "'", "\"", "#", "&a ", "*a", "!!x ", "<<: ", "|", ">", "---\n", "...\n", "%YAML 1.1\n", "\t", "\0", "\u202E", "\u2028", "?", ",", "99999999999999999999", "~", "\\", "\"\\x"];

    [Fact]
    public void A_mutated_script_is_read_or_refused_at_a_place_within_it()
    {
        var random = new Random(Seed);
        byte[] good = Encoding.UTF8.GetBytes(TestScripts.Good);
        int refused = 0;
        for (int mutant = 0; mutant < Mutants; mutant++)
        {
            byte[] bytes = Mutate(good, random);
            ScriptReading reading = ScriptReader.Read(bytes, TestKinds.All);
            Assert.Equal(reading.Script is null, reading.Problems.Count > 0);
            int lines = Encoding.UTF8.GetString(bytes).Split('\n').Length;
            Assert.All(reading.Problems, problem =>
            {
                Assert.InRange(problem.Mark.Line, 1, lines + 1);
                Assert.InRange(problem.Mark.Column, 1, bytes.Length + 1);
                Assert.DoesNotContain('\n', problem.Sentence);
            });
            refused += reading.Script is null ? 1 : 0;
            if (reading.Script is { } script)
                BindOrRefuse(script);
        }

        Assert.InRange(refused, Mutants / 2, Mutants - 1);
    }

    [Fact]
    public void Mutated_answers_are_read_or_refused()
    {
        var random = new Random(Seed);
        byte[] good = Encoding.UTF8.GetBytes("format: ceremony-answers/1\neverywhere: { pin: as-shown }\nsteps:\n  a: { b: c, d: [e, f], events: [ { note: x }, { enters: { role: guest, name: y }, before: b } ] }\n");
        int refused = 0;
        for (int mutant = 0; mutant < Mutants; mutant++)
        {
            try
            {
                using var room = new AnswersRoom("answers.yaml", Mutate(good, random));
            }
            catch (AnswersException trouble)
            {
                Assert.StartsWith("answers.yaml:", trouble.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, Mutants / 2, Mutants - 1);
    }

    private static void BindOrRefuse(Script script)
    {
        try
        {
            BoundScript bound = ScriptBinding.Bind(script, new Dictionary<string, string> { ["organisation"] = "Example AB" });
            Assert.NotEmpty(Forecast.Of(bound, []).Lines());
        }
        catch (ScriptBindingException refusal)
        {
            Assert.NotEmpty(refusal.Problems);
        }
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), random.Next(1, bytes.Count / 2)));
                    break;
                default:
                    bytes.RemoveRange(bytes.Count - (at / 8), at / 8);
                    break;
            }
        }

        return [.. bytes];
    }
}
