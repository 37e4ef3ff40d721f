using System.Text;
using Ceremony.Pki;

namespace Ceremony.TestKit;

/// <summary>A folder of a test's own, removed afterwards; stock tools run in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("ceremony-test-").FullName;

    /// <summary>A path in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a folder with all that is in it.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal));
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
        }
    }

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>Writes certificates as PEM, one after the other, and gives the file's path.</summary>
    public string WritePem(string name, params IEnumerable<byte[]> certificates) =>
        Write(name, Encoding.ASCII.GetBytes(string.Concat(certificates.Select(each => Signatures.ToPem("CERTIFICATE", each)))));

    public byte[] Read(string name) => File.ReadAllBytes(this[name]);

    /// <summary>Runs a tool in this folder, so that its arguments are bare names of files.</summary>
    public Ran Run(string program, params IEnumerable<string> arguments) => Tool.RunIn(Path, program, arguments);

    /// <summary>The same for a tool that must succeed: all that it wrote, its errors last.</summary>
    public string Demand(string program, params IEnumerable<string> arguments) => Run(program, arguments).Succeeded().Told;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
