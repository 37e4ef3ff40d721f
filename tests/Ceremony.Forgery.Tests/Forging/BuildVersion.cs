namespace CeremonyTui.Wiring;

/// <summary>The version of the program that the rooms of these tests run, so that its reports are made again and compared.</summary>
internal static class BuildVersion
{
    public const string Text = "1.0";
}
