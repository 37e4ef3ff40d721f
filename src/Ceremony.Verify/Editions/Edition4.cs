namespace Ceremony.Verify;

/// <summary>Edition 4: the same as edition 5 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition4
{
    public static Rules Rules { get; } = CurrentEdition.Rules with
    {
        Edition = 4,
    };
}
