using System.Diagnostics;

namespace Ceremony.Pki.Tests;

/// <summary>Runs a stock tool in a folder of its own that is gone afterwards.</summary>
internal sealed class Tool : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ceremony-pki-").FullName;

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        return name;
    }

    public string WritePem(string name, params byte[][] certificates)
    {
        File.WriteAllText(Path.Combine(_folder, name), string.Concat(certificates.Select(each => Signatures.ToPem("CERTIFICATE", each))));
        return name;
    }

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    /// <summary>Exit code, and standard output and error together.</summary>
    public (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public string Demand(string program, params string[] arguments)
    {
        (int code, string output) = Run(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}: {output}");
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
