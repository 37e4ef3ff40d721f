using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// One loaded module. A module is a C library with one state a process (PKCS#11 v2.40 §5.4, C_Initialize), so it is loaded once however many
/// ask for it, and finalised when the last of them lets go.
/// </summary>
internal sealed class Pkcs11Module
{
    private const int ShownLines = 3;
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Pkcs11Module> Loaded = new(StringComparer.Ordinal);

    private readonly ModuleThread _thread;
    private readonly Pkcs11Library _library;
    private readonly ModuleSetup _setup;
    private readonly IReadOnlyList<string> _configuration;
    private int _users;

    private Pkcs11Module(Found found, ModuleThread thread, Pkcs11Library library) =>
        (Path, Sha256, _setup, _configuration, _thread, _library) = (found.Path, found.Sha256, found.Setup, found.Configuration, thread, library);

    // The files of a module, as they were before it was loaded.
    private sealed record Found(string Path, string Sha256, ModuleSetup Setup, IReadOnlyList<string> Configuration);

    /// <summary>The module's file, links resolved.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of the file as it was loaded, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>
    /// Loads the module, or joins those who use it. Every call needs one <see cref="Release"/>. Throws <see cref="DeviceFault"/> with code
    /// <c>NoModule</c>, <c>NoConfiguration</c>, or <c>OtherModule</c> where the file does not have the SHA-256 expected; it is not loaded then. Code <c>OtherSetup</c> where it is in use with
    /// another setup.
    /// </summary>
    /// <param name="module">Its file.</param>
    /// <param name="expectedSha256">Lower-case hex; null for any.</param>
    /// <param name="watch">Who is told where it takes long.</param>
    /// <param name="beforeLoading">What a test does between the hash and the loading.</param>
    /// <param name="setup">What it needs beside its file; its variables must be set already (<see cref="ModuleEnvironment"/>). Nothing where it is left out.</param>
    public static Pkcs11Module Acquire(string module, string? expectedSha256, CallWatch watch, Action? beforeLoading = null, ModuleSetup? setup = null)
    {
        setup ??= ModuleSetup.None;
        lock (Gate)
        {
            string path = RealPath(module);
            if (!Loaded.TryGetValue(path, out Pkcs11Module? loaded))
            {
                string sha256 = Hash(path);
                RefuseOther(path, sha256, expectedSha256);
                var found = new Found(path, sha256, setup, [.. setup.Configuration.Select(HashConfiguration)]);
                beforeLoading?.Invoke();
                loaded = Start(found, watch);
                Loaded.Add(path, loaded);
            }

            RefuseOther(path, loaded.Sha256, expectedSha256);
            if (!loaded._setup.Equals(setup))
                throw new DeviceFault("OtherSetup", $"The module {path} is in use already with other variables, configuration files or parameters: name it everywhere by one name of modules: in the script, or end the program and begin again.");
            loaded._users++;
            return loaded;
        }
    }

    /// <summary>SHA-256 of a file in lower-case hex. Throws <see cref="DeviceFault"/> with code <c>NoModule</c> where it cannot be read.</summary>
    public static string Hash(string path) => TryHash(path) ?? throw Missing(path);

    /// <summary>SHA-256 of a module's configuration file in lower-case hex. Throws <see cref="DeviceFault"/> with code <c>NoConfiguration</c> where it cannot be read.</summary>
    public static string HashConfiguration(string path) => TryHash(path)
        ?? throw new DeviceFault("NoConfiguration", $"There is no configuration file {path} that can be read: put it there as its module's maker says, or correct configuration: in the script.");

    private static string? TryHash(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>How often it was initialised anew; sessions of an earlier time have ended.</summary>
    public int Renewals { get; private set; }

    /// <summary>Whether a call of it never returned, and people left instead of waiting.</summary>
    public bool IsGivenUp => _thread.IsGivenUp;

    /// <summary>Lets go; the last one finalises the module.</summary>
    public void Release(CallWatch watch)
    {
        lock (Gate)
        {
            if (--_users > 0)
                return;
            Loaded.Remove(Path);
            Pkcs11Faults.Ignore(() => Run(watch, $"The module {Path}", "ending", _library => Ended()));
            _thread.End();
        }

        bool Ended()
        {
            _library.Dispose();
            return true;
        }
    }

    /// <summary>
    /// C_Finalize and C_Initialize, by which every session ends. Throws <see cref="DeviceFault"/> with code <c>OtherModule</c> where a configuration file, which the module would read again, is not the one that it was loaded with.
    /// </summary>
    public void Renew(CallWatch watch) => Run(watch, $"The module {Path}", "being initialised anew", library =>
    {
        DemandSameConfiguration(_setup, _configuration);
        Renewals++;
        library.Renew();
        return true;
    });

    /// <summary>
    /// Runs calls of the module, one caller at a time; whatever goes wrong in them becomes a <see cref="DeviceFault"/> about that thing, with what the module printed meanwhile.
    /// Throws <see cref="CallGivenUpException"/> where people leave instead of waiting.
    /// </summary>
    /// <param name="watch">Who is told of calls that take long, and of what the module prints.</param>
    /// <param name="thing">What the calls are about, as a sentence begins: <c>The token CM-HSM</c>.</param>
    /// <param name="doing">What it is doing meanwhile: <c>making a key pair</c>.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="secret">What must not be told, whatever the module prints.</param>
    public T Run<T>(CallWatch watch, string thing, string doing, Func<Pkcs11Library, T> calls, byte[]? secret = null)
    {
        try
        {
            T result = _thread.Run(watch, $"{thing}: {doing}.", () => Pkcs11Faults.Translate(thing, () => calls(_library)));
            Log(watch, secret);
            return result;
        }
        catch (DeviceFault fault) when (Log(watch, secret) is { Count: > 0 } printed)
        {
            fault.DriverWrote = [.. printed.TakeLast(ShownLines)];
            throw;
        }
    }

    private static Pkcs11Module Start(Found found, CallWatch watch)
    {
        var thread = new ModuleThread(found.Path);
        try
        {
            return new Pkcs11Module(found, thread, thread.Run(watch, $"The module {found.Path}: beginning.", () => LoadSame(found)));
        }
        catch
        {
            thread.End();
            throw;
        }
    }

    private List<string> Log(CallWatch watch, byte[]? secret)
    {
        string[] hidden = secret is { Length: > 0 } ? Secrets(Encoding.UTF8.GetString(secret)) : [];
        List<string> lines = [.. ModuleOutput.Take().Select(line => hidden.Any(each => line.Contains(each, StringComparison.Ordinal)) ? "(a line that is not shown, since it holds a PIN)" : Hostile.Escape(line))];
        lines.ForEach(line => watch.Log($"{System.IO.Path.GetFileName(Path)} wrote: {line}"));
        return lines;
    }

    // Of a PIN that is a user's name, a colon and a password, the password alone gives as much away.
    private static string[] Secrets(string pin) => pin.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 && colon + 1 < pin.Length ? [pin, pin[(colon + 1)..]] : [pin];

    // The dynamic linker takes a path, not a file that is open, and some modules look for their own folder by it. So the file is hashed again behind it: one that
    // was exchanged in between is let go before it has told or done anything for the ceremony. Its initialisers have run by then, as those of any other file
    // that the same account could have exchanged.
    private static Pkcs11Library LoadSame(Found found)
    {
        Pkcs11Library library = Load(found.Path, found.Setup.Parameters);
        try
        {
            string now = Hash(found.Path);
            if (now != found.Sha256)
                throw new DeviceFault("OtherModule", $"The module {found.Path} was exchanged while it was loaded; its SHA-256 was {found.Sha256} and is now {now}: find out who changed it, and leave the program before you try again.");
            DemandSameConfiguration(found.Setup, found.Configuration);
            return library;
        }
        catch
        {
            Pkcs11Faults.Ignore(library.Dispose);
            throw;
        }
    }

    private static void DemandSameConfiguration(ModuleSetup setup, IReadOnlyList<string> hashes)
    {
        foreach ((string file, string sha256) in setup.Configuration.Zip(hashes))
        {
            if (HashConfiguration(file) is var now && now != sha256)
                throw new DeviceFault("OtherModule", $"The configuration file {file} was changed since its module was begun with it; its SHA-256 was {sha256} and is now {now}: put the right one back and try again, or leave the program and resume, which asks the officers about the other one.");
        }
    }

    private static Pkcs11Library Load(string path, string? parameters)
    {
        try
        {
            return Pkcs11Faults.Translate($"The module {path}", () => Begin(path, parameters));
        }
        catch (DeviceFault fault) when (fault.Code == Pkcs11Faults.Unexpected)
        {
            throw new DeviceFault("NoModule", $"{path} cannot be loaded as a PKCS#11 module: check module: in the script, and that the driver is for this machine.");
        }
    }

    // What a module needs to begin differs from maker to maker, and few say what they miss.
    private static Pkcs11Library Begin(string path, string? parameters)
    {
        try
        {
            return Pkcs11Library.Load(path, parameters);
        }
        catch (Pkcs11Exception answer) when (answer.Method == "C_Initialize")
        {
            throw new DeviceFault(Pkcs11Faults.Name(answer.RV), $"The module {path} did not begin (C_Initialize answered {Pkcs11Faults.Name(answer.RV)}): look whether its device or its service is on, and whether it is given the variables, configuration files and parameters that its maker names (modules: in the script).");
        }
    }

    private static void RefuseOther(string path, string sha256, string? expected)
    {
        if (expected is not null && !sha256.Equals(expected, StringComparison.OrdinalIgnoreCase))
            throw new DeviceFault("OtherModule", $"The module {path} is not the one that the script names; its SHA-256 is {sha256}: install the right driver, or have the script reviewed again.");
    }

    // Two names of one file are one library to the dynamic linker, so they must be one here.
    private static string RealPath(string module)
    {
        byte[] resolved = new byte[4096];
        if (module.Length == 0 || module.Contains('\0', StringComparison.Ordinal) || LibC.RealPath(module, resolved) == 0)
            throw Missing(module);
        return Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0));
    }

    private static DeviceFault Missing(string path) =>
        new("NoModule", $"There is no PKCS#11 module {path} that can be read: check module: in the script, and that the driver is installed.");
}
