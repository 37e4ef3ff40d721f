using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A step could not be done.</summary>
/// <param name="Code">The refusal's code.</param>
/// <param name="Reason">Why.</param>
/// <param name="Next">What to do next.</param>
public sealed record StepRefused(string Code, string Reason, string Next) : Refused(Reason)
{
    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "code", Code }, { "reason", Reason }, { "next", Next } };

    internal static StepRefused ReadOne(JsonMap json) => new(json.Text("code"), json.Text("reason"), json.Text("next"));
}
