namespace Ceremony.Verify;

/// <summary>That a value is not of its type. Where it stands is put together on the way out of it, so that nothing is where all is well.</summary>
/// <param name="Says">What is wrong, the rest of a sentence about the field, such as <c>is not text</c>.</param>
/// <param name="Path">Where it stands in what was looked at: <c>.name</c> in a map, <c>[1]</c> in a list.</param>
internal sealed record Misfit(string Says, string Path = "")
{
    /// <summary>The same, of what holds the value at a place.</summary>
    public Misfit At(string place) => this with { Path = place + Path };

    /// <summary>The clause about a field of a line.</summary>
    public string Clause => $"the field \"{Path.TrimStart('.')}\" {Says}";
}
