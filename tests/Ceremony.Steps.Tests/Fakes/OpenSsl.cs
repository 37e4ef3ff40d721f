using System.Diagnostics;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A judge from outside.</summary>
internal static class OpenSsl
{
    /// <summary>A certificate in the form that openssl trusts files of.</summary>
    public static byte[] Pem(byte[] certificate) => System.Text.Encoding.ASCII.GetBytes(Ceremony.Pki.Signatures.ToPem("CERTIFICATE", certificate));

    /// <summary>What openssl prints, its error output after it; <c>{file}</c> in the arguments stands for the files, in their order.</summary>
    public static string Says(string arguments, params byte[][] files)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ceremony-steps-");
        try
        {
            var words = new Queue<string>(files.Select((bytes, number) =>
            {
                string path = Path.Combine(folder.FullName, $"{number}.bin");
                File.WriteAllBytes(path, bytes);
                return path;
            }));
            using Process process = Process.Start(new ProcessStartInfo(
                "openssl",
                arguments.Split(' ').Select(word => word == "{file}" ? words.Dequeue() : word))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string printed = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            return printed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
