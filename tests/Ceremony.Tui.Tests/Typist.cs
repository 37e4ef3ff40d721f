using System.Text;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;

namespace Ceremony.Tui.Tests;

/// <summary>Presses keys at a scene and looks at it after each, as people do.</summary>
internal sealed class Typist(Scene scene)
{
    private Metrics _metrics = new(0, 0, 0);

    /// <summary>Whether the last look showed only a part.</summary>
    public bool IsScrolling => _metrics.IsScrolling;

    public Typist(Screen screen, Prompt prompt)
        : this(Samples.Scene(screen, prompt))
    {
        Look();
    }

    public Scene Scene { get; private set; } = scene;

    public RoomReply? Reply { get; private set; }

    public long Now { get; private set; }

    public Typist Press(params IEnumerable<KeyName> keys)
    {
        foreach (KeyName key in keys)
        {
            Press(new KeyPress(key));
        }

        return this;
    }

    public Typist Type(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Press(new KeyPress(KeyName.Character, rune));
        }

        return this;
    }

    public Typist Wait(long milliseconds)
    {
        Now += milliseconds;
        Scene = Scene with { Ui = Reducer.Tick(Scene.Ui, Now) };
        Look();
        return this;
    }

    /// <summary>What stands on the screen.</summary>
    public string Look(int width = 80, int height = 24)
    {
        var painted = Samples.Paint(Scene, width, height, now: Now);
        _metrics = painted.Metrics;
        Scene = Scene with { Ui = Reducer.Painted(Scene.Ui, _metrics) };
        return painted.Canvas.ToString();
    }

    private void Press(KeyPress key)
    {
        Turn turn = Reducer.Press(Scene, _metrics, key, Now);
        Scene = Scene with { Ui = turn.Ui };
        Reply = turn.Reply ?? Reply;
        Look();
    }
}
