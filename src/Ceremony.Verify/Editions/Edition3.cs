namespace Ceremony.Verify;

/// <summary>Edition 3: the same as edition 4 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition3
{
    public static Rules Rules { get; } = CurrentEdition.Rules with
    {
        Edition = 3,
        HasPlainConfigurations = false,
        ComparesClock = false,
        Lines = CurrentEdition.Rules.Lines.Without("clock-compared"),
    };
}
