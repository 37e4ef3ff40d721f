using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the operator reads out.</summary>
internal static class ReadScreens
{
    public static Screen Read(ReadStep step) => new(step.Heading, new TextBlock(step.Text))
    {
        Help = "You are the operator: read this to everybody, slowly enough to be followed on paper, and ask whether it was understood. Enter goes on.",
    };
}
