using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Run;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Ceremonies in which an object comes to be on a token that no line explains.</summary>
internal static class Smuggling
{
    /// <summary>It has the label of a key that is to be made, and an identifier of its own.</summary>
    public static readonly TokenObject Object = new("public", "First key", "beef", "ec-p256", null, null, []);

    /// <summary>An object is put on the token as a step is done. What stops the ceremony is answered: what differs as a test wants it, and a refusal by having it removed.</summary>
    public static Stage Ceremony(TokenObject put, string after, string decision)
    {
        var stage = new Stage(Run.Scripts.TwoKeys);
        stage.Files = new WatchedFiles(stage.Files, line =>
        {
            if (line.Text("kind") == "step-done" && line.Text("step") == after && !stage.Tokens["HSM"].Objects.Contains(put))
            {
                stage.Tokens["HSM"].Objects.Add(put);
            }
        });
        stage.Room.Instead = (_, prompt) => prompt switch
        {
            ChoicePrompt { Key: "exception" } choice => new Chose(choice.Choices.Any(each => each.Key == decision) ? decision : "allow"),
            ChoicePrompt { Key: "after-refusal" } choice => new Chose(choice.Choices.Any(each => each.Key == "remove") ? "remove" : "again"),
            _ => null,
        };
        return stage;
    }
}
