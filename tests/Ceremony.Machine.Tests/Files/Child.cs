using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;
using Ceremony.Machine.Installations;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Machine.Tests.Files;

/// <summary>One call in a process of its own, so that a fault can be injected into it.</summary>
internal static class Child
{
    /// <summary>Prints the faults, one a line, as code and sentence; <c>done</c> where there was none.</summary>
    public static int Run(string verb, string path)
    {
        var files = new DurableFiles();
        try
        {
            Do(files, verb, path);
            Console.WriteLine("done");
        }
        catch (DeviceFault fault)
        {
            Console.WriteLine($"{fault.Code}|{fault.Message}");
        }

        return 0;
    }

    private static void Do(DurableFiles files, string verb, string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("written by the child\n");
        switch (verb)
        {
            case "write-new":
                files.WriteNew(path, bytes);
                break;
            case "replace":
                files.Replace(path, bytes);
                break;
            case "create-folder":
                files.CreateFolder(path);
                break;
            case "append-twice":
                AppendTwice(files, path, bytes);
                break;
            case "list-twice":
                ListTwice(path);
                break;
            case "install":
                new Installation().PlaceNew(path, bytes, Readers.OwnerOnly);
                break;
            case "change-installed":
                Change(path, bytes);
                break;
            case "remove-installed":
                Remove(path);
                break;
            case "open":
                files.OpenAppend(path).Dispose();
                break;
            default:
                throw new ArgumentException($"The child knows no {verb}.");
        }
    }

    private static void AppendTwice(DurableFiles files, string path, byte[] bytes)
    {
        using IAppendFile file = files.OpenAppend(path);
        try
        {
            file.Append(bytes);
        }
        catch (DeviceFault fault)
        {
            Console.WriteLine($"{fault.Code}|{fault.Message}");
        }

        file.Append(bytes);
    }

    private static void Change(string path, byte[] bytes)
    {
        using IInstalledFile file = new Installation().Open(path)!;
        file.KeepCopy(path + ".before");
        file.Replace(bytes);
    }

    private static void Remove(string path)
    {
        var installation = new Installation();
        installation.TakeUp(path);
        using IInstalledFile file = installation.Open(path)!;
        file.Remove();
    }

    // Twins only: the other tests add tokens to the same room.
    private static void ListTwice(string module)
    {
        for (int time = 0; time < 2; time++)
        {
            using var tokens = new Pkcs11Tokens();
            Console.WriteLine(string.Join(' ', tokens.List(module).Select(each => each.Label).Where(label => label == "TWIN")));
        }
    }
}
