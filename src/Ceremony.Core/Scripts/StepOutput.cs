namespace Ceremony.Core.Scripts;

/// <summary>Something that a step gives to later ones.</summary>
/// <param name="Name">Its name: they refer to it by <c>${step.ID.NAME}</c>; where it is empty, by <c>${step.ID}</c>.</param>
/// <param name="Help">What it is, one sentence.</param>
/// <param name="Thing">What it stands for.</param>
/// <param name="From">The field that its value is read from; null where the step's text does not tell.</param>
public sealed record StepOutput(string Name, string Help, Thing Thing, Field? From = null)
{
    /// <summary>How its value follows from the field's; null where it is that value.</summary>
    public Func<string, string>? Form { get; init; }

    /// <summary>Whether the thing comes into being in this step; otherwise it is passed on.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>The field without which the step does not give it; null where it always does.</summary>
    public Field? Needs { get; init; }

    /// <summary>
    /// Its value as far as a step's fields tell, null where they do not. Where a field holds references that are not known, only a value that is the field's own
    /// is told, with those references in it.
    /// </summary>
    public string? In(ScriptMap fields)
    {
        string? written = From is null ? "" : fields.Find(From.Name) is ScriptScalar scalar ? scalar.Text : null;
        if (written is null || (From is null && Form is null))
        {
            return null;
        }

        return Form is null ? written : ToldStep.IsKnown(written) ? Form(written) : null;
    }
}
