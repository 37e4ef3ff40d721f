namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Throws what nobody foresaw at the n-th call of a port, and at no other.</summary>
internal sealed class Trouble(int at)
{
    private int _calls;

    /// <summary>What it says, which may be anything, such as what somebody typed.</summary>
    public const string Says = "what somebody typed";

    /// <summary>How many calls there were.</summary>
    public int Calls => _calls;

    /// <summary>Whether a call is counted at all; a ceremony that has not begun yet has nobody to tell.</summary>
    public Func<bool> Counts { get; set; } = () => true;

    /// <summary>A call.</summary>
    public T Of<T>(Func<T> call)
    {
        Next();
        return call();
    }

    /// <summary>A call.</summary>
    public void Of(Action call)
    {
        Next();
        call();
    }

    /// <summary>Counts a call.</summary>
    public void Next()
    {
        if (Counts() && ++_calls == at)
        {
            throw new InvalidTimeZoneException(Says);
        }
    }
}
