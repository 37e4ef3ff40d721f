using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Machine.Rehearsals;

/// <summary>
/// A rehearsal's own SoftHSM2: its configuration and tokens lie in the rehearsal's folder, so that no real token is ever touched.
/// </summary>
public static class SoftHsmRoom
{
    /// <summary>The configuration's name in its folder.</summary>
    public const string ConfigurationFile = "softhsm2.conf";

    private const int LongestConfiguration = 1 << 16;
    private const string TokensAre = "directories.tokendir = ";

    private static readonly string[] Places =
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib64/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so",
        "/usr/lib64/libsofthsm2.so",
        "/usr/lib/pkcs11/libsofthsm2.so",
        "/usr/lib/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    ];

    /// <summary>
    /// Writes <c>softhsm2.conf</c> into a folder, makes <c>tokens/</c> where it is not there yet, and gives the configuration's path. Throws
    /// <see cref="DeviceFault"/>.
    /// </summary>
    public static string Create(IDurableFiles files, string folder)
    {
        string full = Path.GetFullPath(folder);
        string configuration = Path.Combine(full, ConfigurationFile);
        files.CreateFolder(Path.Combine(full, "tokens"));
        // The tokens' path is absolute, so a folder that was moved needs a new one.
        files.Replace(configuration, Encoding.UTF8.GetBytes($"{TokensAre}{Path.Combine(full, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n"));
        return configuration;
    }

    /// <summary>
    /// The folder of tokens that the configuration in a folder names; null where it names none, or several. In a folder that was copied it is that of the
    /// other one. Throws <see cref="DeviceFault"/>.
    /// </summary>
    public static string? TokensOf(IDurableFiles files, string folder)
    {
        string text = Encoding.UTF8.GetString(files.Read(Path.Combine(folder, ConfigurationFile), LongestConfiguration) ?? []);
        return text.Split('\n').Where(line => line.StartsWith(TokensAre, StringComparison.Ordinal)).ToList() is [var only] ? only[TokensAre.Length..] : null;
    }

    /// <summary>
    /// Names the configuration to SoftHSM2. It must come before the module is first loaded. The module asks libc, which does not see what
    /// .NET sets for itself. Throws <see cref="DeviceFault"/>.
    /// </summary>
    public static void Use(string configurationFile)
    {
        if (LibC.SetEnvironment("SOFTHSM2_CONF", Path.GetFullPath(configurationFile), 1) != 0)
            throw new DeviceFault("ENOMEM", "The rehearsal's tokens could not be set up because no memory is left: end other programs, then try again.");
    }

    /// <summary>SoftHSM2's module where distributions put it, or null where it is not installed.</summary>
    public static string? FindModule() => Places.FirstOrDefault(File.Exists);

    /// <summary>
    /// Initialises the next free slot's token. Without a user PIN it is like a blank officer's card: only its security officer can log in.
    /// Throws <see cref="DeviceFault"/>, with code <c>LabelTaken</c> where a token has the label already.
    /// </summary>
    /// <param name="module">SoftHSM2's module.</param>
    /// <param name="label">The token's label, at most 32 bytes of UTF-8.</param>
    /// <param name="soPin">The security officer PIN.</param>
    /// <param name="userPin">The user PIN, or null for a blank card.</param>
    public static void InitialiseToken(string module, string label, Secret soPin, Secret? userPin) => new TokenInitialisation(module).Initialise(TokenToInitialise.AnyBlank, label, soPin, userPin);
}
