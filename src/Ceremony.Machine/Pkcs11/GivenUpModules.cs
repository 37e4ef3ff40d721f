namespace Ceremony.Machine.Pkcs11;

/// <summary>Modules of which a call never returned.</summary>
public static class GivenUpModules
{
    private static volatile bool _areThere;

    /// <summary>Ends the program at once with an exit code where there are any: what a driver does at an orderly end would wait for the call that hangs. Everything that must be written is written by then.</summary>
    public static void EndIfAny(int code)
    {
        if (!_areThere)
            return;
        Console.Out.Flush();
        Console.Error.Flush();
        LibC.EndNow(code);
    }

    /// <summary>There is one.</summary>
    internal static void Note() => _areThere = true;
}
