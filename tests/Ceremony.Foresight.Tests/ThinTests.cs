using System.Diagnostics;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Foresight.Tests;

public sealed class ThinTests
{
    [Theory]
    [InlineData("single-key")]
    [InlineData("replace-officer")]
    [InlineData("nexus-cm-bootstrap")]
    public async Task Holds(string name)
    {
        byte[] bytes = File.ReadAllBytes(Repository.PathOf("ceremony-scripts", name, "script.yaml"));
        Script script = ScriptReader.Read(bytes, StepKinds.All).Script!;
        var given = new Dictionary<string, string>();
        while (ScriptBinding.StillToAsk(script, given) is { Count: > 0 } open)
        {
            foreach (ScriptParameter each in open) given[each.Name] = each.Default ?? (each.Pattern is null ? $"simulated-{each.Name}" : PatternSample.Of(each.Pattern, 64, 0)!);
        }

        BoundScript bound = ScriptBinding.Bind(script, given);
        for (int i = 0; i < 4; i++)
        {
            var watch = Stopwatch.StartNew();
            SilentEnd end = await SilentRun.Hold(bound, DateTimeOffset.UtcNow);
            Console.WriteLine($"{name}: {watch.ElapsedMilliseconds} ms {end.Step?.Id} {end.Says}");
            foreach (var p in end.Pins) Console.WriteLine($"   {p.Who}: {p.Count} ({string.Join(", ", p.For)})");
        }
    }
}
