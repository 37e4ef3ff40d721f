namespace CeremonyTui.Tests.Devices;

/// <summary>
/// A PKCS#11 module between the program and SoftHSM2 that is wrong at chosen calls (<c>faulty-module.c</c>). It lies where SoftHSM2 does, in a mount namespace of the program's own.
/// </summary>
public sealed class FaultyModule : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FaultyModule()
    {
        Tool.Run("clang", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O1", "-o", _folder["faulty.so"], Repository.PathOf("tests", "CeremonyTui.Tests", "Devices", "faulty-module.c")).Succeeded();
        File.Copy(Rehearsals.Rehearsal.Module, _folder["real.so"]);
    }

    /// <summary>How the command of a program begins that is to find it in the place of SoftHSM2.</summary>
    /// <param name="calls">The calls that are wrong, such as <c>C_Sign:7,C_Login:1</c>.</param>
    /// <param name="log">The file to which a line is added for each of them when it happens.</param>
    internal IReadOnlyList<string> Words(string calls, string log) =>
    [
        "unshare", "-rm", "sh", "-c", "mount --bind \"$0\" \"$1\" && shift && exec \"$@\"", _folder["faulty.so"], Rehearsals.Rehearsal.Module,
        "env", $"FAULTY_REAL={_folder["real.so"]}", $"FAULTY_CALLS={calls}", $"FAULTY_LOG={log}",
    ];

    public void Dispose() => _folder.Dispose();
}
