namespace Ceremony.TestKit;

/// <summary>Something that several tests look at: made when it is first needed. Where making it fails, only that test fails, and the next one tries again.</summary>
/// <param name="make">Makes it; given how often that was tried before.</param>
public sealed class Once<T>(Func<int, T> make)
    where T : class
{
    private readonly Lock _lock = new();
    private T? _value;
    private int _tries;

    /// <summary>It, made if need be.</summary>
    public T Value
    {
        get
        {
            lock (_lock)
            {
                return _value ??= make(_tries++);
            }
        }
    }
}
