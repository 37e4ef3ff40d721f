using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Steps;

/// <summary>Services as steps speak of them.</summary>
internal static class ServiceWords
{
    private const int LongestLine = 300;

    /// <summary>The field <c>service</c>.</summary>
    public static readonly Field<ServiceRef> Field = FieldOf.Service("service", "The service, by its name under \"services\".");

    /// <summary>The last lines of a log, each set apart, since anybody may have written into it.</summary>
    public static Block Log(IReadOnlyList<string> lines) => lines.Count == 0
        ? new TextBlock("Its log is empty.")
        : new FactsBlock([.. lines.Select((line, at) => Detail.From(at == 0 ? "log" : "", line.Length > LongestLine ? line[..LongestLine] + " …" : line))]);

    /// <summary>A state in quotation marks.</summary>
    public static string State(string state) => $"\"{Hostile.Escape(state)}\"";

    /// <summary>The script has no such service.</summary>
    public static StepResult Unknown(string service) => new StepResult.Refused(
        "unknown-service",
        $"There is no service {service} under \"services\" in the script.",
        Refusals.CorrectScript);
}
